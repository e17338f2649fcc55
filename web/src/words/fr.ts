// What the page says, in French; the same messages as in English.

import type { Words } from ".";

export const fr: Words = {
  common: {
    unknown: "inconnu",
    between: (low, high) => `entre ${low} et ${high}`,
    oneIn: (n) => `1 sur ${n}`,
    followers: (n) => `${n} abonnés`,
    followersUnknown: "abonnés inconnus",
    people: "personnes",
    cancel: "Annuler",
    retry: "Réessayer",
    remove: (what) => `Écarter ${what}`,
    loading: "Question en cours…",
    doing: (what, share) => `${what} · ${share}`,
    table: "La même chose en tableau",
  },
  frame: {
    title: "Ricochet",
    skip: "Aller à la réponse",
    views: "Questions",
    question: "La question",
    picture: "L’image",
    answer: "La réponse",
    start: "Accueil",
    relays: "Relais",
    path: "Chemin",
    message: "Message",
    plan: "Plan",
    communities: "Communautés",
    data: "Données",
    loaded: (accounts) => `${accounts} comptes`,
    otherLanguage: "English",
    unknownPage: "Cette page n’existe pas",
  },
  problems: {
    unreachable: "Le service ne répond pas",
    unreachableRemedy: "Il est peut-être arrêté. Cette page redemande toutes les deux secondes.",
    back: "Il répond de nouveau.",
  },
};
