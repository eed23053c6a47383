export { accountRoutes } from './accounts.route.ts'
export { identifyWith } from './identify.ts'
export { type Accounts, createFirstOwner, openAccounts, resetPassword } from './people.ts'
