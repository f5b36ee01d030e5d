import { createHash } from "node:crypto";

/** Just enough of RFC 6455 to send short texts to a browser. */
export function acceptSocket(request, socket) {
  const key = createHash("sha1").update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`);
  socket.on("error", () => socket.destroy());
  return (message) => {
    const text = Buffer.from(JSON.stringify(message));
    const head = text.length < 126 ? Buffer.from([0x81, text.length]) : Buffer.from([0x81, 126, text.length >> 8, text.length & 255]);
    if (socket.writable) socket.write(Buffer.concat([head, text]));
  };
}

/** Ends it with a status of RFC 6455 and a reason. */
export function closeSocket(socket, status, reason) {
  const text = Buffer.from(reason);
  socket.write(Buffer.concat([Buffer.from([0x88, text.length + 2, status >> 8, status & 255]), text]));
}
