// Calls carried out in this process, by what was implemented here.

import {
  bind,
  type Calls,
  checkedField,
  type InstanceCall,
  LOAD_ATTR,
  NotLoadableError,
  type StaticCall,
} from '../runtime/index.js';
import { RequestContext } from './context.js';
import { RpcError } from './errors.js';
import type { AnyFunction, Implementation } from './implement.js';

/** Carries calls out in this very process. */
export class LocalCalls implements Calls {
  readonly #implementations: ReadonlyMap<string, Implementation>;

  constructor(implementations: readonly Implementation[]) {
    this.#implementations = new Map(implementations.map((one) => [one.type.key, one]));
  }

  /** @throws RpcError `not-implemented`, or whatever the method throws. */
  async callStatic(call: StaticCall): Promise<unknown> {
    return this.#run(call, [requestContext(call), ...call.args]);
  }

  /** @throws RpcError `not-implemented`, or whatever the method throws. */
  async callOn(call: InstanceCall): Promise<unknown> {
    if (call.method.name === LOAD_ATTR.name) return this.#load(call);
    return this.#run(call, [requestContext(call), call.object, ...call.args]);
  }

  async #load(call: InstanceCall): Promise<unknown> {
    const { type, object, args } = call;
    const field = object.$$field(String(args[0]));
    const load = this.#implementations.get(type.key)?.find(LOAD_ATTR.property);
    if (load === undefined) throw new NotLoadableError(type.name, field.name);
    return checkedField(type, field, await load(requestContext(call), object, field.property));
  }

  async #run(call: StaticCall, args: readonly unknown[]): Promise<unknown> {
    const result = await this.#functionFor(call)(...args);
    const { type, method, context } = call;
    if (method.returns === undefined) return undefined;
    // Checked here, where it was made: elsewhere nobody would know whose mistake it is.
    const checked = method.returns.assign(result, `${type.name}.${method.name}()`);
    method.returns.someObject?.(checked, (object) => {
      bind(object, context);
      return false;
    });
    return checked;
  }

  #functionFor({ type, method }: StaticCall): AnyFunction {
    const found = this.#implementations.get(type.key)?.find(method.property);
    if (found !== undefined) return found;
    const about = `${type.name}.${method.property}`;
    throw new RpcError(
      'not-implemented',
      about,
      `${about}() has no implementation in this process; give it to \`implement\`, or call through a conductor`,
    );
  }
}

function requestContext({ context }: StaticCall): RequestContext {
  if (context instanceof RequestContext) return context;
  return new RequestContext({ calls: context.calls });
}
