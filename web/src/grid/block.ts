/* So many rows are asked for at once. */
export const BLOCK = 200;
