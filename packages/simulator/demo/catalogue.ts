/** The demo company's range. Names, bills and minutes are ours; sales, sizes and line efficiency are fitted. */
export type Family = 'woven' | 'shirt' | 'knit' | 'coat'

/** Categories of the range. */
export const FAMILY_NAMES: Readonly<Record<Family, string>> = {
  woven: '梭织裙 Woven',
  shirt: '衬衫裙 Shirt',
  knit: '针织裙 Knit',
  coat: '外套裙 Coat',
}

export interface Colour {
  readonly code: string
  readonly name: string
}

export interface Style {
  readonly style: string
  readonly name: string
  readonly family: Family
  readonly fabric: string
  /** Metres of fabric for S and M; L and XL take 12 % more. */
  readonly metres: number
  readonly buttons: number
  readonly zip: boolean
  readonly colours: readonly Colour[]
}

export interface Fabric {
  readonly fabric: string
  readonly name: string
  readonly price: number
}

export const COLOURS = {
  mist: { code: 'MIST', name: '雾蓝 Mist' },
  black: { code: 'BLACK', name: '黑色 Black' },
  ivory: { code: 'IVORY', name: '象牙 Ivory' },
  khaki: { code: 'KHAKI', name: '卡其 Khaki' },
  moss: { code: 'MOSS', name: '墨绿 Moss' },
  apricot: { code: 'APRICOT', name: '杏色 Apricot' },
  charcoal: { code: 'CHARCOAL', name: '深空灰 Charcoal' },
  rust: { code: 'RUST', name: '赭红 Rust' },
} as const

export const FABRICS: readonly Fabric[] = [
  { fabric: 'TWILL', name: '32S 斜纹 Twill', price: 18.5 },
  { fabric: 'POPLIN', name: '府绸 Poplin', price: 15.2 },
  { fabric: 'RIB', name: '罗纹 Rib knit', price: 22.8 },
  { fabric: 'WOOL', name: '格纹毛呢 Wool check', price: 46 },
  { fabric: 'SATIN', name: '缎面 Satin', price: 27.4 },
  { fabric: 'CORD', name: '灯芯绒 Corduroy', price: 24.6 },
]

const { mist, black, ivory, khaki, moss, apricot, charcoal, rust } = COLOURS

export const STYLES: readonly Style[] = [
  {
    style: '2601',
    name: '碎花裹身裙 Wrap dress',
    family: 'woven',
    fabric: 'POPLIN',
    metres: 1.7,
    buttons: 0,
    zip: false,
    colours: [rust, moss],
  },
  {
    style: '2603',
    name: '格纹外套裙 Check coat dress',
    family: 'coat',
    fabric: 'WOOL',
    metres: 2.1,
    buttons: 8,
    zip: false,
    colours: [khaki, charcoal],
  },
  {
    style: '2605',
    name: '吊带裙 Slip dress',
    family: 'woven',
    fabric: 'SATIN',
    metres: 1.4,
    buttons: 0,
    zip: true,
    colours: [moss, ivory],
  },
  {
    style: '2607',
    name: '风衣裙 Trench dress',
    family: 'coat',
    fabric: 'TWILL',
    metres: 2.3,
    buttons: 10,
    zip: false,
    colours: [khaki, black],
  },
  {
    style: '2609',
    name: '白桦衬衫裙 Birch shirt dress',
    family: 'shirt',
    fabric: 'POPLIN',
    metres: 1.9,
    buttons: 9,
    zip: false,
    colours: [ivory, mist],
  },
  {
    style: '2610',
    name: '小礼裙 Evening dress',
    family: 'woven',
    fabric: 'SATIN',
    metres: 1.6,
    buttons: 0,
    zip: true,
    colours: [black],
  },
  {
    style: '2612',
    name: '灯芯绒背心裙 Cord pinafore',
    family: 'woven',
    fabric: 'CORD',
    metres: 1.5,
    buttons: 4,
    zip: true,
    colours: [rust, khaki],
  },
  {
    style: '2614',
    name: '茶歇裙 Tea dress',
    family: 'woven',
    fabric: 'TWILL',
    metres: 1.6,
    buttons: 0,
    zip: true,
    colours: [mist, apricot],
  },
  {
    style: '2616',
    name: '缎面裙 Satin midi',
    family: 'woven',
    fabric: 'SATIN',
    metres: 1.75,
    buttons: 0,
    zip: true,
    colours: [ivory, charcoal],
  },
  {
    style: '2618',
    name: '罗纹裙 Rib dress',
    family: 'knit',
    fabric: 'RIB',
    metres: 1.3,
    buttons: 0,
    zip: false,
    colours: [charcoal, black],
  },
  {
    style: '2622',
    name: '牛津衬衫裙 Oxford shirt dress',
    family: 'shirt',
    fabric: 'POPLIN',
    metres: 1.95,
    buttons: 10,
    zip: false,
    colours: [mist, black],
  },
  {
    style: '2628',
    name: '针织裙 Knit dress',
    family: 'knit',
    fabric: 'RIB',
    metres: 1.35,
    buttons: 0,
    zip: false,
    colours: [apricot, moss],
  },
]

export const SIZES = ['S', 'M', 'L', 'XL'] as const

export const CUSTOMERS = [
  '花间 Huajian',
  '山岚 Shanlan',
  '晴川 Qingchuan',
  '半亩 Banmu',
  '青麦 Qingmai',
  '南枝 Nanzhi',
] as const

export const variantKey = (style: Style, colour: Colour, size: string): string =>
  `${style.style}-${colour.code}-${size}`
