import type { ReactNode } from 'react'

const PATHS = {
  today: (
    <>
      <rect x="3" y="4" width="14" height="13" rx="2" />
      <path d="M3 8h14M7 2.5v3M13 2.5v3" />
      <circle cx="10" cy="12.3" r="1.6" fill="currentColor" stroke="none" />
    </>
  ),
  plan: <path d="M3 5h8M6 10h9M4 15h6M14 3.5v3M17 8.5v3M13 13.5v3" />,
  search: (
    <>
      <circle cx="9" cy="9" r="5" />
      <path d="m13 13 4 4" />
    </>
  ),
  how: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 9v5M10 6v.5" />
    </>
  ),
  close: <path d="m5 5 10 10M15 5 5 15" />,
  sun: (
    <>
      <circle cx="10" cy="10" r="3.5" />
      <path d="M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.700l1.4-1.4" />
    </>
  ),
  moon: <path d="M16 12a6.500 6.500 0 0 1-8-8 6.500 6.500 0 1 0 8 8z" />,
  copy: (
    <>
      <rect x="7" y="7" width="9" height="9" rx="1.5" />
      <path d="M13 7V4.5A1.500 1.500 0 0 0 11.5 3h-7A1.500 1.500 0 0 0 3 4.5v7A1.500 1.500 0 0 0 4.500 13H7" />
    </>
  ),
  demand: (
    <>
      <path d="M2.5 16.5h15M3.5 12.5l4-4 3 2.5 6-6.5" />
      <path d="M12.8 4.5h3.7v3.7" />
    </>
  ),
  floor: <path d="M2.5 16.5v-7l4.5 3v-3l4.5 3v-8h6v12z" />,
  materials: (
    <>
      <ellipse cx="6" cy="10" rx="3" ry="6" />
      <path d="M6 4h8c1.7 0 3 2.7 3 6s-1.3 6-3 6H6" />
      <circle cx="6" cy="10" r="1" />
    </>
  ),
  products: <path d="M7 2.5 8 4.5h4l1-2 1.5 1-.8 4 3.3 9.5H3l3.3-9.5-.8-4z" />,
  partners: (
    <>
      <circle cx="4.5" cy="15.5" r="2" />
      <circle cx="15.5" cy="15.5" r="2" />
      <circle cx="10" cy="4.5" r="2" />
      <path d="M9 6.3 5.5 13.7M11 6.3l3.5 7.4M6.5 15.5h7" />
    </>
  ),
  settings: (
    <>
      <path d="M3 6h6M13 6h4M3 14h3M10 14h7" />
      <circle cx="11" cy="6" r="2" />
      <circle cx="8" cy="14" r="2" />
    </>
  ),
  density: <path d="M3 5h14M3 10h14M3 15h14" />,
  export: <path d="M10 3v9M6.5 8.5 10 12l3.5-3.5M4 16h12" />,
  import: <path d="M10 12V3M6.5 6.5 10 3l3.5 3.5M4 16h12" />,
  inbox: <path d="M3 11.5 5 4h10l2 7.5V16H3zM3 11.5h4l1 2h4l1-2h4" />,
  task: <circle cx="10" cy="10" r="7" strokeDasharray="30 14" />,
  undo: <path d="M4 8h8a4 4 0 0 1 0 8H8M4 8l4-4M4 8l4 4" />,
  check: <path d="m4 10.5 4 4 8-9" />,
  pin: <path d="M7 3h6l-1 5 3 3H5l3-3zM10 11v6" />,
  lock: (
    <>
      <rect x="4.5" y="9" width="11" height="8" rx="1.5" />
      <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
    </>
  ),
  down: <path d="m5 8 5 5 5-5" />,
  right: <path d="m8 5 5 5-5 5" />,
  print: <path d="M6 7V3h8v4M6 15H3.500V7h13v8H14M6 12h8v5H6z" />,
  leave: <path d="M12 4H5v12h7M9 10h8M14 7l3 3-3 3" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof PATHS

/** Line icon of 20 units; decorative, the words beside it speak. */
export const Icon = ({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {PATHS[name]}
  </svg>
)

export const Logo = () => (
  <svg
    width={28}
    height={28}
    viewBox="0 0 28 28"
    fill="none"
    stroke="currentColor"
    strokeWidth={2}
    strokeLinecap="round"
    aria-hidden="true"
  >
    <circle cx="14" cy="5.5" r="2.6" fill="currentColor" stroke="none" />
    <path d="M14 11v12.5M8.5 10.5c0 4 5.5 4.5 5.5 9M19.5 10.5c0 4-5.5 4.5-5.5 9" />
  </svg>
)
