export default 'internal';
export const which = import.meta.url.split('/').pop();
