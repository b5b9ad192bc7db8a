/**
 * Says whether node_modules is what package-lock.json asks for on this machine. Exit code 0: yes;
 * 1: no, with the first difference. Plain JavaScript: it runs before our Node 24 is there.
 */
import { readFileSync } from 'node:fs'

const difference = findDifference()
if (difference !== undefined) {
  console.log(`node_modules: ${difference}`)
  process.exitCode = 1
}

function findDifference() {
  const wanted = readPackages('package-lock.json')
  const installed = readPackages('node_modules/.package-lock.json')
  if (wanted === undefined) return 'package-lock.json cannot be read'
  if (installed === undefined) return 'absent'
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === '' || !fitsThisMachine(entry)) continue
    const found = installed[name]
    if (found === undefined && !entry.optional) return `${name} is missing`
    if (found === undefined && isWhole(entry)) return `${name} is missing`
    if (found !== undefined && found.version !== entry.version) return `${name} differs`
  }
  const extra = Object.keys(installed).find((name) => !(name in wanted))
  return extra === undefined ? undefined : `${extra} is not in package-lock.json`
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

function fitsThisMachine(entry) {
  return allows(entry.os, process.platform) && allows(entry.cpu, process.arch)
}

/** npm's list, or single name, says what is allowed, or with `!` what is not. */
function allows(listed, value) {
  if (listed === undefined) return true
  const list = [listed].flat()
  if (list.includes(`!${value}`)) return false
  return list.includes(value) || list.every((name) => name.startsWith('!'))
}

/** An optional package that names this system, and no C library, is always installed. */
function isWhole(entry) {
  return entry.os !== undefined && entry.cpu !== undefined && entry.libc === undefined
}
