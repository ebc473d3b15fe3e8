// The older major's hooks are the same.

export * from './parcel.js';
