import { FootfallService, Track } from "@footfall/nest";
import { BadRequestException, Body, Controller, Get, Param, Post } from "@nestjs/common";
import { Payments } from "./payments.js";

interface NewOrder {
  seats: number;
}

@Controller("orders")
export class OrdersController {
  constructor(
    private readonly payments: Payments,
    private readonly analytics: FootfallService,
  ) {}

  @Get(":id")
  read(@Param("id") id: string) {
    return { id, seats: 2 };
  }

  @Post()
  @Track("order.placed", (_, { seats }: NewOrder) => ({ seats }))
  async place(@Body() { seats }: NewOrder) {
    if (!(seats > 0)) throw new BadRequestException("An order has seats.");
    await this.payments.pay(seats * 40);
    if (seats > 9) this.analytics.trackEvent("order.large");
    return { seats };
  }
}
