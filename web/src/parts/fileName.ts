/* Of a path its last part; where the file lay, is its title. */
export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
