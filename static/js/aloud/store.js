// Recordings, kept in this browser by the keys of their takes: {key, at, blob}. The newest stay.
import { RECORDINGS } from "../drafts.js";

const TAKES = "takes";
const MOST = 40;
const MOST_BYTES = 300_000_000;

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(RECORDINGS, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(TAKES, { keyPath: "key" });
    asked.onsuccess = () => {
      // Signing out in another tab deletes all of it.
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, work) {
  const base = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction(TAKES, mode);
      const asked = work(transaction.objectStore(TAKES));
      transaction.oncomplete = () => resolve(asked?.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    base.close();
  }
}

// What goes so that `takes` fit: all after the newest 40, or after the newest 300 MB.
export function tooMany(takes, most = MOST, bytes = MOST_BYTES) {
  let sum = 0;
  const newest = [...takes].sort((a, b) => b.at - a.at);
  return newest.filter(({ blob }, place) => (sum += blob.size) > bytes || place >= most);
}

export async function keep(key, blob) {
  await within("readwrite", (takes) => takes.put({ key, at: Date.now(), blob }));
  for (const old of tooMany(await within("readonly", (takes) => takes.getAll()))) await drop(old.key);
}

export async function find(key) {
  try {
    return (await within("readonly", (takes) => takes.get(key)))?.blob ?? null;
  } catch {
    return null;
  }
}

export function drop(key) {
  return within("readwrite", (takes) => takes.delete(key)).catch(() => {});
}
