import { openPlainPartner } from '../../packages/node/exchange/dataspace/plain-partner.suite.ts'
import { makeHome, startNode } from '../../packages/node/running-node.suite.ts'
import { openGateway } from './dsp-gateway.ts'
import { fetchFirst, SuiteUnreachable } from './fetch-suite.ts'
import { runSuite, type SuiteStart } from './run-suite.ts'

// npm run test:dsp-tck: the published suite of DSP 2025-1 against a node of its own. Exit code 75: the suite cannot be had here.

const GROUP = 'org.eclipse.dataspacetck.dsp'
const PARTS = [
  'dsp-api',
  'dsp-system',
  'dsp-metadata',
  'dsp-catalog',
  'dsp-contract-negotiation',
  'dsp-transfer-process',
]
const partsOf = (version: string) => PARTS.map((one) => `${GROUP}:${one}:${version}`)
const RELEASE = {
  name: 'dsp-1.0.1',
  artefacts: [`${GROUP}:dsp-tck:1.0.1`, ...partsOf('1.0.1')],
  start: { by: 'main', mainClass: `${GROUP}.suite.DspTckSuite` } as SuiteStart,
}
/** The last candidate before the first release: the same 67 tests, as the makers of the suite have built them. */
const CANDIDATE = {
  name: 'dsp-1.0.0-RC6',
  artefacts: [...partsOf('1.0.0-RC6'), 'org.junit.platform:junit-platform-console:6.0.2'],
  start: { by: 'junit', testPackage: `${GROUP}.verification` } as SuiteStart,
}
/** Without a path: the suite matches its handlers from the root. */
const SUITE_ADDRESS = 'http://127.0.0.1:8083'
/** Of 67 tests the suite leaves out two. */
const ENABLED = 65

const project = new URL('../..', import.meta.url).pathname

async function main(): Promise<number> {
  const { suite, classpath } = fetchFirst(project, [RELEASE, CANDIDATE])
  const { home, remove } = makeHome()
  const node = await startNode(home, ['--empty'], { HEADWATER_LOOPBACK_PARTNERS: '1' })
  const { did } = (await node.ask('GET', '/api/identity')).body as { readonly did: string }
  const partner = await openPlainPartner(() => ({ address: node.address, did }))
  const added = await node.ask('POST', '/api/partners', { did: partner.did, name: 'TCK' })
  const stage = { node, partner, partnerId: (added.body as { readonly id: string }).id }
  const gateway = await openGateway(stage, SUITE_ADDRESS)
  try {
    const key = (name: string): string => `dataspacetck.${name}`
    const result = await runSuite({
      classpath,
      start: suite.start,
      settings: {
        [key('launcher')]: `${GROUP}.system.DspSystemLauncher`,
        [key('test.package')]: `${GROUP}.verification`,
        [key('dsp.local.connector')]: 'false',
        [key('host')]: '127.0.0.1',
        [key('port')]: '8083',
        [key('callback.address')]: SUITE_ADDRESS,
        [key('dsp.connector.agent.id')]: did,
        [key('dsp.connector.http.url')]: `${gateway.address}/dsp/2025-1`,
        [key('dsp.connector.http.base.url')]: gateway.address,
        [key('dsp.connector.http.headers.authorization')]: 'suite',
        [key('dsp.connector.negotiation.initiate.url')]: `${gateway.address}/initiate/negotiation`,
        [key('dsp.connector.transfer.initiate.url')]: `${gateway.address}/initiate/transfer`,
        [key('dsp.default.wait')]: '30',
        [key('dsp.thread.pool')]: '10',
        ...gateway.settings,
      },
    })
    console.log(`DSP suite ${suite.name}: ${result.passed} of ${ENABLED} passed, ${result.failed} failed`)
    return result.isComplete && result.failed === 0 && result.passed >= ENABLED ? 0 : 1
  } finally {
    gateway.close()
    await node.end()
    await partner.close()
    remove()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof SuiteUnreachable)) throw error
  console.error(error.message)
  process.exitCode = 75
}
