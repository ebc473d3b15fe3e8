// Names that every TypeScript file knows. A class of such a name would hide the real one in its own file, and
// generated code uses many of them.

/** Values and types of ECMAScript, and the types that TypeScript adds. */
export const OWN_BY_TYPESCRIPT: ReadonlySet<string> = new Set(
  `
  AggregateError Array ArrayBuffer ArrayBufferLike ArrayBufferView ArrayIterator ArrayLike
  AsyncDisposable AsyncDisposableStack AsyncGenerator AsyncGeneratorFunction AsyncIterable
  AsyncIterableIterator AsyncIterator AsyncIteratorObject Atomics Awaited BigInt BigInt64Array
  BigUint64Array Boolean BuiltinIteratorReturn CallableFunction Capitalize ConcatArray
  ConstructorParameters DataView Date Disposable DisposableStack Error ErrorConstructor ErrorOptions
  EvalError Exclude Extract FinalizationRegistry Float16Array Float32Array Float64Array Function
  Generator GeneratorFunction IArguments ImportAttributes ImportMeta Infinity InstanceType
  Int16Array Int32Array Int8Array Intl Iterable IterableIterator Iterator IteratorObject
  IteratorResult IteratorReturnResult IteratorYieldResult JSON Lowercase Map MapIterator Math NaN
  NewableFunction NoInfer NonNullable Number Object Omit OmitThisParameter Parameters Partial Pick
  Promise PromiseConstructor PromiseLike PropertyDescriptor PropertyDescriptorMap PropertyKey Proxy
  RangeError Readonly ReadonlyArray ReadonlyMap ReadonlySet Record ReferenceError Reflect RegExp
  RegExpExecArray RegExpMatchArray Required ReturnType Set SetIterator SharedArrayBuffer String
  SuppressedError Symbol SyntaxError TemplateStringsArray ThisParameterType ThisType
  TypeError TypedPropertyDescriptor URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray
  Uncapitalize Uppercase WeakKey WeakMap WeakRef WeakSet
  `
    .trim()
    .split(/\s+/),
);
