// Says whether a badge is signed as it stands: with Digital Bazaar's code, which shares nothing with the code that signed it.
// In: {badge, contexts} as JSON. Out: true or false. Nothing is fetched: a context or a key that was not given is an error.
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import * as Ed25519Multikey from "@digitalbazaar/ed25519-multikey";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { readFileSync } from "node:fs";

const { badge, contexts } = JSON.parse(readFileSync(0, "utf8"));

async function documentLoader(url) {
  if (contexts[url]) return { contextUrl: null, documentUrl: url, document: contexts[url] };
  if (url.startsWith("did:key:")) {
    // The key is its own address.
    const [controller, id] = [url.split("#")[0], url.split("#")[0].slice("did:key:".length)];
    const key = await Ed25519Multikey.from({
      "@context": "https://w3id.org/security/multikey/v1",
      id: `${controller}#${id}`,
      type: "Multikey",
      controller,
      publicKeyMultibase: id,
    });
    const method = await key.export({ publicKey: true, includeContext: true });
    const document = url.includes("#")
      ? method
      : { "@context": "https://www.w3.org/ns/did/v1", id: controller, assertionMethod: [method] };
    return { contextUrl: null, documentUrl: url, document };
  }
  throw new Error(`not given: ${url}`);
}

const result = await vc.verifyCredential({
  credential: badge,
  suite: new DataIntegrityProof({ cryptosuite }),
  documentLoader,
  checkStatus: async () => ({ verified: true }), // whether it was withdrawn is asked elsewhere
});
if (!result.verified && process.env.WHY) console.error(JSON.stringify(result.error, Object.getOwnPropertyNames(result.error), 1), result.error.errors);
console.log(result.verified);
