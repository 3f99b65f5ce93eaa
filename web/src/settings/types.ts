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

export interface Backup {
  file: string;
  bytes: number;
  made_at: string;
}

export interface Backups {
  folder: string;
  may_restore: boolean;
  backups: Backup[];
}

/* What a backup says of itself; of the case before there is one: files and bytes only. */
export interface Told {
  case: string;
  who: string;
  made_at: string;
  files: number;
  bytes: number;
  changed: number;
  log_rows: number;
  log_head: string;
}
