import { chmodSync, chownSync, lstatSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { closedFolder, type DatabaseUser } from './database-user.ts'

/** The number in the socket's name; nothing listens on a network port. */
export const SOCKET_PORT = 5432

/** sun_path holds 108 bytes and the closing zero. */
const LONGEST_SOCKET_PATH = 107
const PREFIX = 'headwater-'

/** Makes a new folder, closed to others, for the database's socket, below the first temporary folder that will do. */
export function makeSocketFolder(
  user: DatabaseUser | undefined,
  places: readonly string[] = [tmpdir(), '/tmp', '/var/tmp'],
): string {
  const place = places.find(
    (one) => fits(one) && statSync(one, { throwIfNoEntry: false }) && !(user && closedFolder(one, user)),
  )
  if (!place) {
    throw new Error(
      `The database's socket needs a temporary folder with a path of at most ${LONGEST_SOCKET_PATH - 40} bytes that its user can enter, ` +
        `but none of these will do: ${places.join(', ')}. Set TMPDIR to such a folder.`,
    )
  }
  const folder = mkdtempSync(join(place, PREFIX))
  chmodSync(folder, 0o700)
  if (user) chownSync(folder, user.uid, user.gid)
  return folder
}

const fits = (place: string): boolean =>
  Buffer.byteLength(join(place, `${PREFIX}XXXXXX`, `.s.PGSQL.${SOCKET_PORT}`)) <= LONGEST_SOCKET_PATH

/** Removes a socket folder that we made, known by its name, owner and mode; leaves any other alone. */
export function removeSocketFolder(folder: string, user: DatabaseUser | undefined): void {
  const facts = lstatSync(folder, { throwIfNoEntry: false })
  const owner = user?.uid ?? process.getuid?.()
  const ours = facts?.isDirectory() && facts.uid === owner && (facts.mode & 0o777) === 0o700
  if (ours && basename(folder).startsWith(PREFIX)) rmSync(folder, { recursive: true, force: true })
}
