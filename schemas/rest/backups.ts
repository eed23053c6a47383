import { type Static, Type } from 'typebox'

export const Backups = Type.Object({
  folder: Type.String({ description: 'On the machine of the node' }),
  backups: Type.Array(
    Type.Object({ name: Type.String(), bytes: Type.Integer(), made: Type.String({ format: 'date-time' }) }),
  ),
})
export type Backups = Static<typeof Backups>

export const BackupPath = Type.Object({ name: Type.String({ maxLength: 80 }) })
