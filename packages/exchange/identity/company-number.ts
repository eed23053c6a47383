import { fail, type Result, succeed } from '@headwater/domain/outcome/result'

/** Numbers under which others know a company: aliases of its DID, never its key. */
export const COMPANY_NUMBERS = ['gln', 'lei', 'uscc', 'bpn'] as const
export type CompanyNumber = (typeof COMPANY_NUMBERS)[number]

interface Rule {
  readonly form: RegExp
  readonly words: string
  readonly isRight: (text: string) => boolean
}

const RULES: Readonly<Record<CompanyNumber, Rule>> = {
  gln: { form: /^\d{13}$/, words: '13 digits (GS1 GLN)', isRight: isGln },
  lei: { form: /^[0-9A-Z]{18}\d{2}$/, words: '18 letters or digits and 2 digits (ISO 17442 LEI)', isRight: isLei },
  uscc: {
    form: /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/,
    words: '18 characters without I, O, S, V, Z (GB 32100 统一社会信用代码)',
    isRight: isUscc,
  },
  // Its last two characters are called a check sum, but how they are made is not published: the form is all that can be seen.
  bpn: { form: /^BPNL[0-9A-Z]{12}$/, words: 'BPNL and 12 letters or digits (Catena-X)', isRight: () => true },
}

/** The number in its one form, without spaces and in capitals; refused where its check digits say that it was mistyped. */
export function readCompanyNumber(kind: CompanyNumber, text: string): Result<string> {
  const { form, words, isRight } = RULES[kind]
  const shown = text.slice(0, 40)
  const plain = text.length > 40 ? '' : text.replaceAll(/[ -]/g, '').toUpperCase()
  if (!form.test(plain)) return fail('invalid', `${kind} (${shown}) should be ${words}`)
  if (!isRight(plain))
    return fail('invalid', `${kind} (${shown}) should have other check digits: look for a mistyped character`)
  return succeed(plain)
}

/** GS1: weights 3 and 1 from the right, the sum a multiple of 10. */
function isGln(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < 13; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3)
  return sum % 10 === 0
}

/** ISO 7064 MOD 97-10: letters as 10 to 35, the whole number leaves 1. */
function isLei(text: string): boolean {
  let rest = 0
  for (const character of text) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** GB 32100: weights are the powers of 3 modulo 31; the last character makes the sum a multiple of 31. */
function isUscc(text: string): boolean {
  let sum = 0
  let weight = 1
  for (let i = 0; i < 17; i++) {
    sum += USCC_ALPHABET.indexOf(text[i]!) * weight
    weight = (weight * 3) % 31
  }
  return USCC_ALPHABET.indexOf(text[17]!) === (31 - (sum % 31)) % 31
}
