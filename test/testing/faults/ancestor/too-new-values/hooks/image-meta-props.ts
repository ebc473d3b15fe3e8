import { refuse } from 'backlevel/runtime';
import type { ImageMetaPropsV1_0, ImageMetaPropsV1_1 } from '../generated/image-meta-props.js';

export function backportTo1_0(far: ImageMetaPropsV1_0, near: Readonly<ImageMetaPropsV1_1>): void {
  for (const [field, value] of Object.entries(near)) {
    if (value === 'bochs' || value === 'sev') refuse(field, `${value} is too new`);
  }
  Object.assign(far, near);
}
