// The one door to everything: installs what is missing, then runs. Nothing new in the syntax here, so that an old Node can say what is wrong.
const version = process.versions.node
if (Number(version.split('.')[0]) < 18) {
  console.error(`Node (${version}) should be 18 or newer. Install a newer Node and run the same command again.`)
  process.exit(64)
}
void import('./bootstrap-main.mjs').then((bootstrap) => bootstrap.main(process.argv.slice(2)))
