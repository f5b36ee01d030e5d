import type * as Api from "../types/index";
import { Track as track, TrackError as trackError } from "./decorators";
import { FootfallExceptionFilter as Filter } from "./filter";
import { FootfallInterceptor as Interceptor } from "./interceptor";
import { FootfallModule as FootfallModuleClass } from "./module";
import { FootfallService as Service } from "./service";

// Each is held to the reviewed surface by the compiler.
export const FootfallModule: typeof Api.FootfallModule = FootfallModuleClass;
export const FootfallService: typeof Api.FootfallService = Service;
export const FootfallInterceptor: typeof Api.FootfallInterceptor = Interceptor;
export const FootfallExceptionFilter: typeof Api.FootfallExceptionFilter = Filter;
export const Track = track as unknown as typeof Api.Track;
export const TrackError = trackError as unknown as typeof Api.TrackError;
