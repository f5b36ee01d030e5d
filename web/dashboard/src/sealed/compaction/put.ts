import { toBase64Url } from "@footfall/sealing/bytes";
import type { Writer } from "@footfall/sealing/chain";
import type { SegmentDescription } from "@footfall/sealing/manifest";
import { sealSegment } from "@footfall/sealing/segment";
import type { SegmentChain } from "@footfall/sealing/segment-chain";
import type { Secret } from "@footfall/sealing/wrapping";
import { Problem, send } from "../../api/http";
import type { SegmentContent } from "../engine/segments/content";

interface Place {
  project: string;
  chain: SegmentChain;
  writer: Writer;
  secret: Secret;
  signal: AbortSignal;
}

/** Seals and uploads; the id that it got. Null where something has moved on meanwhile. */
export const putSegment = async (
  { project, chain, writer, secret, signal }: Place,
  description: SegmentDescription,
  content: SegmentContent["content"],
  envelopes: { first_seq: number; last_seq: number } | null,
): Promise<string | null> => {
  const { manifest, bytes } = await sealSegment(chain, writer, secret, description, content);
  const signed = { manifest: toBase64Url(new TextEncoder().encode(manifest.entry)), signature: toBase64Url(manifest.signature) };
  const head = new TextEncoder().encode(JSON.stringify({ ...signed, ...envelopes }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  try {
    await send("POST", `/api/v1/projects/${project}/segments`, new Blob([length, head, bytes], { type: "application/octet-stream" }), {
      signal,
    });
    return (JSON.parse(manifest.entry) as { segment: string }).segment;
  } catch (error) {
    if (error instanceof Problem && error.status === 409) return null;
    throw error;
  }
};
