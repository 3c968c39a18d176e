export default 'a';
export const which = import.meta.url.split('/').pop();
