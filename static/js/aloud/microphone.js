// The microphone: its level while one speaks, and what it recorded. Nothing of it is sent.
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS_A_SECOND = 48_000;
const QUIETEST = -60;
const RATE = 8000;
// As the room sounds: a browser that evens the sound out would fill the pauses.
const AS_IT_IS = { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false };

// Rejects where there is no microphone or no permission.
export async function openMicrophone() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: AS_IT_IS });
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 2048 });
  // The question for permission may have used up the press that lets sound run.
  context.resume();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let recorder = null;
  const chunks = [];
  return {
    track: stream.getAudioTracks()[0],
    // 0 is silence, 1 full scale.
    level() {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, each) => sum + each ** 2, 0) / samples.length;
      return Math.min(1, Math.max(0, 1 - (10 * Math.log10(power || 1e-10)) / QUIETEST));
    },
    // Resolves when the recording runs.
    async record() {
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_A_SECOND });
      recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
      const runs = new Promise((resolve) => recorder.addEventListener("start", resolve, { once: true }));
      recorder.start(1000);
      await runs;
    },
    // The recording; null where none was begun.
    async close() {
      if (recorder && recorder.state !== "inactive") {
        const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
        recorder.stop();
        await ended;
      }
      for (const track of stream.getTracks()) track.stop();
      context.close();
      return recorder && new Blob(chunks, { type: recorder.mimeType });
    },
  };
}

// The sound of a recording, made small: 8,000 samples a second tell speech from silence.
export async function samplesOf(blob) {
  const context = new OfflineAudioContext(1, 1, RATE);
  const sound = await context.decodeAudioData(await blob.arrayBuffer());
  return { samples: sound.getChannelData(0), rate: sound.sampleRate };
}
