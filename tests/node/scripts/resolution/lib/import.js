export default 'import';
export const which = import.meta.url.split('/').pop();
