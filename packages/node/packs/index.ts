export { packRoutes } from './packs.route.ts'
export { demoCompany, PACK_SETTING, readPack } from './read-pack.ts'
