await null;
export const late = true;
