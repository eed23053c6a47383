import { type Static, Type } from 'typebox'

const Name = Type.Object({ en: Type.String(), zh: Type.String() })

export const PackView = Type.Object({
  pack: Type.String({ description: 'The company’s own, or the one that is meant where it has named none' }),
  attributes: Type.Array(
    Type.Object({
      attribute: Type.String({ description: 'As in attr.* of items' }),
      name: Name,
      axis: Type.Optional(
        Type.Union([Type.Literal('row'), Type.Literal('column')], {
          description: 'Where it stands in the matrix of a style’s variants',
        }),
      ),
      aliases: Type.Optional(Type.Array(Type.String(), { description: 'Other names that files have for it' })),
      order: Type.Optional(Type.Array(Type.String(), { description: 'Its values from small to large' })),
    }),
  ),
})
export type PackView = Static<typeof PackView>
