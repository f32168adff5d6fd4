import { Failure } from '#server/failure.ts';

/** Where the file is, for the sentences. */
export interface StoragePlace {
  folder: string;
  file: string;
}

interface Words {
  code: string;
  status: number;
  message: string;
}

/** What went wrong with Patchbay's file, in words, with what to do about it. What is no such fault stays as it is. */
export function explainStorage(place: StoragePlace, error: unknown): unknown {
  const words = wordsOf(place, error);
  if (!words) return error;
  const details = error instanceof Error ? { storage: error.message } : {};
  return new Failure({ ...words, details, cause: error });
}

function wordsOf({ folder, file }: StoragePlace, error: unknown): Words | undefined {
  const system = propertyOf(error, 'code');
  // SQLite's extended codes hold the plain one in their lowest byte.
  const sqlite = system === 'ERR_SQLITE_ERROR' ? Number(propertyOf(error, 'errcode')) & 0xff : undefined;
  if (sqlite === 13 || system === 'ENOSPC' || system === 'EDQUOT') {
    const message = `The disk with ${folder} is full: nothing was saved. Make room there and try again.`;
    return { code: 'storage-full', status: 507, message };
  }
  if (sqlite === 11 || sqlite === 26) {
    const message =
      `${file} is damaged, or not a file of Patchbay's. Put a backup in its place, or move it away: ` +
      'Patchbay then begins with an empty one.';
    return { code: 'storage-corrupt', status: 500, message };
  }
  if (sqlite === 5 || sqlite === 6) {
    const message = `${file} is in use by another process, perhaps a second Patchbay. End that one and try again.`;
    return { code: 'storage-busy', status: 503, message };
  }
  if (sqlite === 8 || sqlite === 14 || system === 'EACCES' || system === 'EPERM' || system === 'EROFS') {
    const message =
      `Patchbay may not write ${file}. Give its user the folder ${folder} ` +
      '(chown, chmod u+rwx), or name another folder in PATCHBAY_DATA.';
    return { code: 'storage-not-writable', status: 500, message };
  }
  if (system === 'ENOTDIR' || system === 'EEXIST' || system === 'EISDIR') {
    const message = `${folder} can't be a folder with a file patchbay.sqlite: something else is there. Name another folder in PATCHBAY_DATA.`;
    return { code: 'storage-no-folder', status: 500, message };
  }
  if (system === 'ENOENT' || system === 'ENAMETOOLONG' || system === 'ELOOP') {
    const message = `The folder ${folder} can't be made. Name another one in PATCHBAY_DATA.`;
    return { code: 'storage-no-folder', status: 500, message };
  }
  if (sqlite === undefined) return undefined;
  const message = `${file} can't be read or written (SQLite error ${sqlite}). Check the disk it is on.`;
  return { code: 'storage-failed', status: 500, message };
}

/** A file whose content is not what Patchbay writes, as SQLite would tell of it. */
export function damaged(words: string, cause?: unknown): Error {
  return Object.assign(new Error(words, { cause }), { code: 'ERR_SQLITE_ERROR', errcode: 11 });
}

function propertyOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
