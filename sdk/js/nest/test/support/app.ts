// An application of Nest as its users write them, whose routes do what the tests look for.
import type { IncomingMessage } from "node:http";
import { FootfallModule, type FootfallModuleOptions, FootfallService, Track, TrackError } from "@footfall/nest";
import {
  BadRequestException,
  Body,
  type CanActivate,
  Controller,
  type ExecutionContext,
  ForbiddenException,
  Get,
  HttpCode,
  Inject,
  Injectable,
  Module,
  Param,
  Post,
  Req,
  UseGuards,
} from "@nestjs/common";
import { NestFactory } from "@nestjs/core";

class GatewayError extends Error {
  override name = "GatewayError";
}

@Injectable()
class Payments {
  @Track("payment.made", (result, amount) => ({ amount, ok: result.ok }))
  @TrackError()
  async pay(amount: number): Promise<{ ok: boolean }> {
    if (amount > 1000) throw new GatewayError("canary: the gateway refused somebody@example.org");
    return { ok: true };
  }
}

@Injectable()
class Denied implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.switchToHttp().getRequest().headers["x-broken"]) throw new TypeError("canary: a guard broke");
    throw new ForbiddenException();
  }
}

@Controller("orders")
class Orders {
  @Inject(Payments) private readonly payments!: Payments;
  @Inject(FootfallService) private readonly analytics!: FootfallService;

  @Get(":id")
  @Track("order.read")
  read(@Param("id") id: string): { id: string } {
    return { id };
  }

  @Track("order.placed", (_, body: { seats: number }) => ({ seats: body.seats }))
  @Post()
  @HttpCode(201)
  async place(@Body() body: { seats: number; amount: number }): Promise<{ paid: boolean }> {
    if (!(body.seats > 0)) throw new BadRequestException("seats");
    const { ok } = await this.payments.pay(body.amount);
    this.analytics.trackEvent("stock.reserved", { seats: body.seats });
    return { paid: ok };
  }

  @Track("order.cancelled", () => {
    throw new Error("canary: a description broke");
  })
  @Post(":id/cancel")
  cancel(): string {
    return "cancelled";
  }

  @Get(":id/secret")
  @UseGuards(Denied)
  secret(): string {
    return "secret";
  }
}

@Controller()
class Health {
  @Inject(FootfallService) private readonly analytics!: FootfallService;

  @Get("health")
  health(): string {
    return "well";
  }

  /** Answers once nobody waits for it any more. */
  @Get("slow")
  slow(@Req() request: IncomingMessage): Promise<string> {
    this.analytics.trackEvent("slow.began");
    return new Promise((resolve) => request.socket.once("close", () => resolve("late")));
  }

  @Get("broken/:id")
  broken(): never {
    throw new RangeError("canary: broken");
  }
}

@Injectable()
class Settings {
  options?: FootfallModuleOptions;
}

@Module({ providers: [Settings], exports: [Settings] })
class SettingsModule {}

export const start = async (options: FootfallModuleOptions, asynchronous = false) => {
  const later = {
    imports: [SettingsModule],
    inject: [Settings],
    useFactory: async (settings: Settings) => settings.options ?? options,
  };
  const footfall = asynchronous ? FootfallModule.forRootAsync(later) : FootfallModule.forRoot(options);

  @Module({ imports: [footfall], controllers: [Orders, Health], providers: [Payments] })
  class App {}

  const app = await NestFactory.create(App, { logger: false });
  await app.listen(0, "127.0.0.1");
  return { app, address: await app.getUrl(), service: app.get(FootfallService) };
};
