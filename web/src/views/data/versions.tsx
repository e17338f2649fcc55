// Which versions of the network can be asked.

import { moment, number } from "../../numbers";
import { Asked } from "../../parts/asked";
import { Section } from "../../parts/section";
import { Table } from "../../parts/table";
import { useAnswer } from "../../service/answer";
import { answerOf, type Schemas, service } from "../../service/client";
import { words } from "../../words";

const SHOWN = 12; // digits of an address, which is 32 long

export function Versions() {
  const said = words().data;
  const versions = useAnswer<Schemas["GraphVersions"]>("versions", (how) =>
    answerOf(service.GET("/v1/graph/versions", { signal: how.signal }), how),
  );
  return (
    <Section title={said.versions}>
      <Asked of={versions}>
        {({ items }) => (
          <Table label={said.versions} heads={[said.version, said.made, said.accountsHead, said.about.edges]}>
            {items.map((version) => (
              <tr key={version.graph_version}>
                <th scope="row">
                  <code title={version.graph_version}>{version.graph_version.slice(0, SHOWN)}</code>
                  {version.current && <small>{said.versionsCurrent}</small>}
                  {version.as_of && <small>{said.answers(moment(version.as_of))}</small>}
                </th>
                <td>{moment(version.made_at)}</td>
                <td class="count">{number(version.accounts)}</td>
                <td class="count">{number(version.edges)}</td>
              </tr>
            ))}
          </Table>
        )}
      </Asked>
    </Section>
  );
}
