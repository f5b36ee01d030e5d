import { type DynamicModule, Module, type Provider } from "@nestjs/common";
import { APP_FILTER, APP_INTERCEPTOR } from "@nestjs/core";
import type { FootfallModuleAsyncOptions, FootfallModuleOptions } from "../types/index";
import { FootfallExceptionFilter } from "./filter";
import { FootfallInterceptor } from "./interceptor";
import { FootfallService } from "./service";

const OPTIONS = Symbol("Footfall's options");

const moduleWith = (options: Provider, imports: DynamicModule["imports"] = []): DynamicModule => ({
  module: FootfallModule,
  global: true,
  imports,
  providers: [
    options,
    { provide: FootfallService, inject: [OPTIONS], useFactory: (given: FootfallModuleOptions) => new FootfallService(given) },
    { provide: APP_INTERCEPTOR, useClass: FootfallInterceptor },
    { provide: APP_FILTER, useClass: FootfallExceptionFilter },
  ],
  exports: [FootfallService],
});

@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: a module of Nest is a class.
export class FootfallModule {
  static forRoot(options: FootfallModuleOptions): DynamicModule {
    return moduleWith({ provide: OPTIONS, useValue: options });
  }

  static forRootAsync({ imports, inject = [], useFactory }: FootfallModuleAsyncOptions): DynamicModule {
    return moduleWith({ provide: OPTIONS, inject, useFactory }, imports);
  }
}
