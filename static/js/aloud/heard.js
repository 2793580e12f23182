// What the browser heard, where it can listen on this device alone; elsewhere no word of it.
const Recognition = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;
const LATE = 2000;
const lang = document.documentElement.lang;

export async function canHear() {
  try {
    return (await Recognition.available({ langs: [lang], processLocally: true })) === "available";
  } catch {
    return false;
  }
}

// Listens to a microphone's track; the function it returns ends that and resolves to the words.
export function hear(track) {
  const recognition = new Recognition();
  Object.assign(recognition, { lang, continuous: true, processLocally: true });
  const words = [];
  const ended = new Promise((resolve) => (recognition.onend = resolve));
  recognition.onresult = ({ results, resultIndex }) => {
    for (const result of [...results].slice(resultIndex)) {
      if (result.isFinal) words.push(result[0].transcript.trim());
    }
  };
  recognition.start(track);
  return async () => {
    recognition.stop();
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, LATE))]);
    return words.join(" ");
  };
}

export function showHeard(words) {
  const box = document.querySelector("[data-heard]");
  box.hidden = !words;
  box.querySelector("[data-heard-words]").textContent = words;
  const link = box.querySelector("[data-heard-file]");
  if (link.href) URL.revokeObjectURL(link.href);
  const file = URL.createObjectURL(new Blob([words], { type: "text/plain" }));
  Object.assign(link, { href: file, download: "rehearsal.txt" });
}
