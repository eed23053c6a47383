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
