/** What a partner said in its answer, out of the JSON in which it said so; whole under the pointer. */
export const PartnerWords = ({ text }: { readonly text: string }) => <span title={text}>{wordsOf(text)}</span>

/** Members in which problem+json, our own doors and those of the Dataspace Protocol say why. */
const MEMBERS = ['detail', 'reason', 'error', 'message', 'title'] as const

function wordsOf(text: string): string {
  try {
    const answer = JSON.parse(text) as Readonly<Record<string, unknown>> | null
    for (const member of MEMBERS) {
      const said = answer?.[member]
      if (typeof said === 'string') return said
      if (Array.isArray(said))
        return said.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('; ')
    }
  } catch {
    // Not JSON, or cut off where it is kept.
  }
  return text
}
