import { type Static, Type } from 'typebox'

export const CheckpointPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** What a swap of checkpoints found, for each direction. */
export const CheckpointSwapView = Type.Object({
  logs: Type.Array(
    Type.Object({
      sender: Type.String({ description: 'DID' }),
      receiver: Type.String({ description: 'DID' }),
      ours: Type.Integer({ description: 'Records that we hold' }),
      theirs: Type.Integer({ description: 'Records that the partner says it holds' }),
      verdict: Type.Union([
        Type.Literal('agreed', { description: 'Both hold the same records, as far as the partner’s go' }),
        Type.Literal('ahead', { description: 'The partner holds records that we do not have yet' }),
        Type.Literal('stale', { description: 'The partner said it before what it said last' }),
        Type.Literal('rewritten', { description: 'The partner’s past is another one than it was: see its incidents' }),
      ]),
      reason: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
})
export type CheckpointSwapView = Static<typeof CheckpointSwapView>
