/** Names of settings that say whose node this is. */
export const COMPANY_SETTING = 'company-name'
export const DEMO_SETTING = 'is-demo'
