export default 'custom';
export const which = import.meta.url.split('/').pop();
