import type { Props } from "@footfall/client";
import { Inject } from "@nestjs/common";
import { FootfallService } from "./service";

/** Where each instance of a decorated class finds the application's own service. */
const place = Symbol("Footfall's service");

interface Holder {
  [place]?: FootfallService;
}
type Anything = (this: Holder, ...given: never[]) => unknown;
type Descriptor = TypedPropertyDescriptor<Anything>;
interface Metadata {
  getMetadataKeys(target: object): unknown[];
  getMetadata(key: unknown, target: object): unknown;
  defineMetadata(key: unknown, value: unknown, target: object): void;
}

/** Puts another method in a method's place, of the same name and with what other decorators have said of it. */
const replaced = (target: object, descriptor: Descriptor, around: (method: Anything) => Anything): Descriptor => {
  Inject(FootfallService)(target, place);
  const method = descriptor.value as Anything;
  const outer = around(method);
  Object.defineProperty(outer, "name", { value: method.name });
  const metadata = Reflect as unknown as Metadata;
  for (const key of metadata.getMetadataKeys(method)) metadata.defineMetadata(key, metadata.getMetadata(key, method), outer);
  return { ...descriptor, value: outer };
};

const isPromise = (value: unknown): value is Promise<unknown> => typeof (value as Promise<unknown> | undefined)?.then === "function";

export const Track =
  (event: string, describe?: (result: never, ...given: never[]) => Props | undefined) =>
  (target: object, _: string | symbol, descriptor: Descriptor) =>
    replaced(
      target,
      descriptor,
      (method) =>
        function (this: Holder, ...given) {
          const tell = (result: unknown): void => {
            let props: Props | undefined;
            try {
              props = describe?.(result as never, ...given);
            } catch (error) {
              // What the method did stands: a description that fails must not undo it.
              this[place]?.trackError(error, { method: `${event}: describe` });
              return;
            }
            this[place]?.trackEvent(event, props);
          };
          const result = method.apply(this, given);
          if (!isPromise(result)) {
            tell(result);
            return result;
          }
          return result.then((value) => {
            tell(value);
            return value;
          });
        },
    );

export const TrackError = (props?: Props) => (target: object, name: string | symbol, descriptor: Descriptor) =>
  replaced(
    target,
    descriptor,
    (method) =>
      function (this: Holder, ...given) {
        const tell = (error: unknown): never => {
          this[place]?.trackError(error, { method: `${target.constructor.name}.${String(name)}`, ...props });
          throw error;
        };
        try {
          const result = method.apply(this, given);
          return isPromise(result) ? result.then(undefined, tell) : result;
        } catch (error) {
          return tell(error);
        }
      },
  );
