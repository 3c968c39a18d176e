export default 'index';
export const which = import.meta.url.split('/').pop();
