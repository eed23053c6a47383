import { makeHome, startNode } from '../../packages/node/running-node.suite.ts'
import { openSuiteCompanies } from './dcp-companies.ts'
import { fetchSuite, SuiteUnreachable } from './fetch-suite.ts'
import { runSuite } from './run-suite.ts'

// npm run test:dcp-tck: the published suite of DCP 1.0.1 against a node of its own. Exit code 75: the suite cannot be had here.

const VERSION = '1.0.2'
const GROUP = 'org.eclipse.dataspacetck.dcp'
const SUITE = {
  name: `dcp-${VERSION}`,
  artefacts: ['dcp-tck', 'dcp-system', 'dcp-testcases', 'dcp-api'].map((one) => `${GROUP}:${one}:${VERSION}`),
}
/** Tests of the package for verifiers. */
const ENABLED = 20
const SUITE_ADDRESS = 'http://localhost:8083'
const SCOPE = 'org.eclipse.dspace.dcp.vc.type'

const project = new URL('../..', import.meta.url).pathname

async function main(): Promise<number> {
  const classpath = fetchSuite(project, SUITE)
  const { home, remove } = makeHome()
  const node = await startNode(home, ['--empty'], { HEADWATER_LOOPBACK_PARTNERS: '1' })
  const companies = await openSuiteCompanies(node.address, SUITE_ADDRESS)
  try {
    const { holder, issuer, trigger } = companies
    const verifier = (await (await node.send('/.well-known/did.json', {})).json()) as { readonly id: string }
    await done(node.ask('POST', '/api/partners', { did: holder.did }))
    await done(
      node.ask('PUT', '/api/membership-rule', {
        isDemanded: true,
        scopes: [`${SCOPE}:MembershipCredential:read`],
        credentialTypes: ['MembershipCredential'],
        trustedIssuers: [issuer.did],
        // The suite's good credentials name no status list, and each test presents another.
        isStatusDemanded: false,
        recheckSeconds: 0,
      }),
    )
    const key = (name: string): string => `dataspacetck.${name}`
    const result = await runSuite({
      classpath,
      mainClass: `${GROUP}.suite.DcpTckSuite`,
      settings: {
        [key('launcher')]: `${GROUP}.system.DcpSystemLauncher`,
        [key('test.package')]: `${GROUP}.verification.presentation.verifier`,
        [key('callback.address')]: SUITE_ADDRESS,
        [key('host')]: 'localhost',
        [key('port')]: '8083',
        [key('did.verifier')]: verifier.id,
        [key('did.holder')]: holder.did,
        [key('key.holder')]: holder.key,
        [key('did.issuer')]: issuer.did,
        [key('key.issuer')]: issuer.key,
        [key('vpp.trigger.endpoint')]: trigger,
        [key('vc.scope.membershipcredential')]: `${SCOPE}:MembershipCredential:read`,
      },
    })
    console.log(`DCP suite ${VERSION}, verifier: ${result.passed} of ${ENABLED} passed, ${result.failed} failed`)
    return result.isComplete && result.failed === 0 && result.passed >= ENABLED ? 0 : 1
  } finally {
    companies.close()
    await node.end()
    remove()
  }
}

async function done(answer: Promise<{ readonly status: number; readonly body: unknown }>): Promise<void> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`the node answered ${status}: ${JSON.stringify(body)}`)
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof SuiteUnreachable)) throw error
  console.error(error.message)
  process.exitCode = 75
}
