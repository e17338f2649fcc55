// A name that the service gives to a ranking or a model: in the reader's language, else as the service writes it.

interface Named {
  name: string;
  among: Readonly<Record<string, string>>;
}

export function Term({ name, among }: Named) {
  const said = Object.hasOwn(among, name) ? among[name] : undefined;
  return <bdi lang={said === undefined ? "en" : undefined}>{said ?? name}</bdi>;
}
