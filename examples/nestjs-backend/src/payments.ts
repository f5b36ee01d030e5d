import { Track, TrackError } from "@footfall/nest";
import { Injectable } from "@nestjs/common";

export class CardDeclined extends Error {
  override name = "CardDeclined";
}

@Injectable()
export class Payments {
  @Track("payment.made", (_, amount: number) => ({ amount }))
  @TrackError()
  async pay(amount: number): Promise<void> {
    if (amount > 1000) throw new CardDeclined("Too much for one card.");
  }
}
