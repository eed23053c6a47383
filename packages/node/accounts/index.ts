export { accountRoutes } from './accounts.route.ts'
export { writeAudit } from './audit.store.ts'
export { identifyWith } from './identify.ts'
export { type Accounts, createFirstOwner, isPassword, openAccounts, resetPassword } from './people.ts'
