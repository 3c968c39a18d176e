export default 'default';
export const which = import.meta.url.split('/').pop();
