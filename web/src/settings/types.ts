import type { Session } from '../api/client';

export type Role = Session['role'];
export const roles: Role[] = ['admin', 'prosecutor', 'assistant', 'reader'];

export interface User {
  name: string;
  role: Role;
  locked: boolean;
  wait_s: number; // after too many wrong passwords
}

export interface UserList {
  has_users: boolean;
  folder?: string;
  users: User[];
}

export const LEAST = 10; // characters of a password (src/server/users.h)
