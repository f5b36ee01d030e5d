import { FootfallModule } from "@footfall/nest";
import { Module } from "@nestjs/common";
import { HealthController } from "./health.controller.js";
import { OrdersController } from "./orders.controller.js";
import { Payments } from "./payments.js";

@Module({
  imports: [
    FootfallModule.forRootAsync({
      useFactory: () => ({
        apiBaseUrl: process.env.FOOTFALL_SERVER ?? "http://127.0.0.1:8000",
        key: process.env.FOOTFALL_KEY ?? "",
        // With a token the visitor's own address and user agent may go along; Footfall hashes and forgets them.
        serverToken: process.env.FOOTFALL_TOKEN ?? "",
        forward: true,
        baseUrl: "https://shop.example/api",
        ignore: (route) => route === "/health",
      }),
    }),
  ],
  controllers: [OrdersController, HealthController],
  providers: [Payments],
})
export class AppModule {}
