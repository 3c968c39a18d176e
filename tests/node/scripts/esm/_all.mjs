export * from './_counter.mjs';
export * as counter from './_counter.mjs';
export { default as Shape, area as 'the area' } from './_shape.mjs';
