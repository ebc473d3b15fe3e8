// Errors of remote calls: each has a stable `code`. Tell them apart by `isRpcError`, not by `instanceof`.

/** Why a call was not answered as it was asked. */
export type RpcErrorCode =
  /** No method of that name is declared at any version that the caller may speak. */
  | 'no-such-method'
  /** Whoever answers there speaks another version of the conductor's interface. */
  | 'unsupported-version'
  /** It is declared, and nothing was registered that does it. */
  | 'not-implemented'
  /** The user's own hook said no. */
  | 'not-authorised'
  /** The arguments do not fit the method. */
  | 'bad-arguments'
  /** The conductor knows less than was asked of it. */
  | 'conductor-too-old'
  /** What came back is not what was asked for. */
  | 'bad-answer'
  /** A pin says nothing of an object. */
  | 'incomplete-pin'
  /** No supported release has that name. */
  | 'unknown-release'
  /** This process may not take part in the fleet as it is. */
  | 'may-not-start';

/** All of them. */
export const RPC_CODES = {
  'no-such-method': true,
  'unsupported-version': true,
  'not-implemented': true,
  'not-authorised': true,
  'bad-arguments': true,
  'conductor-too-old': true,
  'bad-answer': true,
  'incomplete-pin': true,
  'unknown-release': true,
  'may-not-start': true,
} as const satisfies Record<RpcErrorCode, true>;

/** What every error of a call is; tell them apart by `isRpcError`. */
export class RpcError extends Error {
  readonly code: RpcErrorCode;
  /** What it is about: `Instance.save`, `Flavor`. */
  readonly about: string;

  constructor(code: RpcErrorCode, about: string, message: string) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
    this.about = about;
  }
}

/** Whether `error` is one of these, and of this code where one is given; works across copies of the package. */
export function isRpcError<C extends RpcErrorCode>(
  error: unknown,
  code?: C,
): error is RpcError & { readonly code: C } {
  if (!(error instanceof Error) || error.name !== 'RpcError' || !('code' in error)) return false;
  return code === undefined || error.code === code;
}
