// class-transformer with class-validator: what teams reach for who want classes.
import { requirePeer } from './peers.mjs';
import { SHAPES, typeOf } from './shapes.mjs';

export const classTransformer = {
  name: 'class-transformer + validator',
  checks: 'all',
  make: (name, plains) => {
    requirePeer('reflect-metadata');
    const transformer = requirePeer('class-transformer');
    const validator = requirePeer('class-validator');
    const classes = classesOf(transformer, validator);
    const { instanceToPlain, plainToInstance } = transformer;
    const texts = plains.map((one) => JSON.stringify(one));
    const read = (text) => {
      const made = plainToInstance(classes[name], JSON.parse(text));
      const [fault] = validator.validateSync(made);
      if (fault !== undefined) throw new Error(`class-validator refuses what is right: ${fault}`);
      return made;
    };
    const objects = texts.map(read);
    return {
      sizes: texts.map((text) => Buffer.byteLength(text)),
      encode: (i) => JSON.stringify(instanceToPlain(objects[i])),
      decode: (i) => read(texts[i]),
      read,
      plain: (made) => JSON.parse(JSON.stringify(instanceToPlain(made)).replace(/\.000Z"/g, 'Z"')),
    };
  },
};

/** Decorators called as functions: what a compiler makes of `@IsInt() id`. */
function classesOf(transformer, validator) {
  const classes = {};
  for (const [name, fields] of Object.entries(SHAPES)) {
    // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- its fields are its decorators'
    const made = class {};
    for (const [field, type] of Object.entries(fields)) {
      for (const decorate of decoratorsOf(typeOf(type), { transformer, validator, classes })) {
        decorate(made.prototype, field);
      }
    }
    classes[name] = made;
  }
  return classes;
}

function decoratorsOf(type, { transformer, validator, classes }) {
  const { Type } = transformer;
  const v = validator;
  const optional = type.nullable ? [v.IsOptional()] : [];
  switch (type.kind) {
    case 'integer':
      return [...optional, v.IsInt()];
    case 'number':
      return [...optional, v.IsNumber()];
    case 'boolean':
      return [...optional, v.IsBoolean()];
    case 'uuid':
      return [...optional, v.Matches(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)];
    case 'datetime':
      return [...optional, Type(() => Date), v.IsDate()];
    case 'enum':
      return [...optional, v.IsIn(type.enum)];
    case 'map':
    case 'json':
      return [...optional, v.IsObject()];
    case 'object':
      return [Type(() => classes[type.object]), v.ValidateNested()];
    case 'list':
      return typeof type.list === 'string'
        ? [v.IsString({ each: true })]
        : [Type(() => classes[type.list.object]), v.ValidateNested({ each: true })];
    default:
      return [...optional, v.IsString()];
  }
}
