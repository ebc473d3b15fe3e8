// The door of this floor: the user's hook files, checked and begun.

export { checkHooks } from './check-hooks.js';
export { declaredHooks, hookFile, type DeclaredHook } from './declared-hooks.js';
export { hookCode } from './hook-code.js';
export { scanHookFile, type HookScan, type ScannedHook } from './hook-scan.js';
export { addSkeletons } from './skeleton.js';
