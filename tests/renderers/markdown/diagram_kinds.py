"""A diagram of each kind, and words that must be seen in it."""

from __future__ import annotations

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "flowchart": (
        """\
flowchart TD
  A[Start] --> B{Is it working?}
  B -- Yes --> C([Great!])
  B -- No --> D[[Debug it]]
  D -.-> B
  C ==> E[(Store)]
  E --> F((End))
  subgraph Work
    D
    G[/Input/] --> H>Flag]
  end
""",
        ("Is it working?", "Great!", "Debug it"),
    ),
    "sequence": (
        """\
sequenceDiagram
  autonumber
  participant A as Alice
  actor B as Bob
  A->>B: Hello Bob, how are you?
  B-->>A: Great!
  alt is sick
    B->>A: Not so good :(
  else is well
    B->>A: Feeling fresh like a daisy
  end
  Note right of B: Bob thinks
  loop every day
    A-)B: See you later!
  end
""",
        ("Hello Bob, how are you?", "Bob thinks"),
    ),
    "class": (
        """\
classDiagram
  Animal <|-- Duck
  Animal <|-- Fish
  Animal : +int age
  Animal : +String gender
  Animal: +isMammal()
  class Duck{
    +String beakColor
    +swim()
    +quack()
  }
  class Fish{
    -int sizeInFeet
    -canEat()
  }
  Duck "1" --> "many" Egg : lays
  <<interface>> Animal
""",
        ("Duck", "+swim()"),
    ),
    "state": (
        """\
stateDiagram-v2
  [*] --> Still
  Still --> [*]
  Still --> Moving : push
  Moving --> Still
  Moving --> Crash
  Crash --> [*]
  state Moving {
    [*] --> slow
    slow --> fast
  }
  note right of Crash : ouch
""",
        ("Still", "push", "ouch"),
    ),
    "er": (
        """\
erDiagram
  CUSTOMER ||--o{ ORDER : places
  ORDER ||--|{ LINE-ITEM : contains
  CUSTOMER }|..|{ DELIVERY-ADDRESS : uses
  CUSTOMER {
    string name PK
    string custNumber
    string sector
  }
  ORDER {
    int orderNumber PK
    string deliveryAddress "where"
  }
""",
        ("CUSTOMER", "places", "LINE-ITEM"),
    ),
    "gantt": (
        """\
gantt
  title A Gantt Diagram
  dateFormat YYYY-MM-DD
  section Section
    A task           :a1, 2024-01-01, 30d
    Another task     :after a1, 20d
  section Another
    Task in Another  :done, 2024-01-12, 12d
    another task     :crit, active, 24d
    Milestone        :milestone, m1, 2024-02-10, 0d
""",
        ("A Gantt Diagram", "Task in Another"),
    ),
    "pie": (
        """\
pie showData
  title Pets adopted by volunteers
  "Dogs" : 386
  "Cats" : 85
  "Rats" : 15
""",
        ("Dogs [386]", "79%"),
    ),
    "mindmap": (
        """\
mindmap
  root((mindmap))
    Origins
      Long history
      Popularisation
        British popular psychology author Tony Buzan
    Research
      On effectiveness<br/>and features
    Tools
      Pen and paper
      Mermaid
""",
        ("Origins", "Long history"),
    ),
    "timeline": (
        """\
timeline
  title History of Social Media Platform
  2002 : LinkedIn
  2004 : Facebook : Google
  2005 : YouTube
  2006 : Twitter
""",
        ("Facebook", "2004"),
    ),
    "gitgraph": (
        """\
gitGraph
  commit
  commit id: "feat"
  branch develop
  checkout develop
  commit
  commit tag: "v1"
  checkout main
  merge develop
  commit
""",
        ("develop", "v1"),
    ),
    "journey": (
        """\
journey
  title My working day
  section Go to work
    Make tea: 5: Me
    Go upstairs: 3: Me
    Do work: 1: Me, Cat
  section Go home
    Go downstairs: 5: Me
    Sit down: 5: Me
""",
        ("Make tea", "Go home"),
    ),
    "quadrant": (
        """\
quadrantChart
  title Reach and engagement of campaigns
  x-axis Low Reach --> High Reach
  y-axis Low Engagement --> High Engagement
  quadrant-1 We should expand
  quadrant-2 Need to promote
  quadrant-3 Re-evaluate
  quadrant-4 May be improved
  Campaign A: [0.3, 0.6]
  Campaign B: [0.45, 0.23]
  Campaign C: [0.57, 0.69]
""",
        ("Campaign A", "We should expand"),
    ),
    "xychart": (
        """\
xychart-beta
  title "Sales Revenue"
  x-axis [jan, feb, mar, apr, may, jun]
  y-axis "Revenue (in $)" 4000 --> 11000
  bar [5000, 6000, 7500, 8200, 9500, 10500]
  line [5000, 6000, 7500, 8200, 9500, 10500]
""",
        ("Sales Revenue", "feb"),
    ),
    "sankey": (
        """\
sankey-beta

Agricultural waste,Bio-conversion,124.729
Bio-conversion,Liquid,0.597
Bio-conversion,Losses,26.862
Bio-conversion,Solid,280.322
Bio-conversion,Gas,81.144
""",
        ("Bio-conversion",),
    ),
    "c4": (
        """\
C4Context
  title System Context diagram for Internet Banking System
  Enterprise_Boundary(b0, "BankBoundary0") {
    Person(customerA, "Banking Customer A", "A customer of the bank, with personal bank accounts.")
    System(SystemAA, "Internet Banking System", "Allows customers to view information about their bank accounts.")
    System_Ext(SystemC, "E-mail system", "The internal Microsoft Exchange e-mail system.")
    SystemDb(SystemE, "Mainframe Banking System", "Stores all of the core banking information.")
  }
  BiRel(customerA, SystemAA, "Uses")
  Rel(SystemAA, SystemE, "Uses")
  Rel(SystemAA, SystemC, "Sends e-mails", "SMTP")
""",
        ("Banking Customer A", "BankBoundary0"),
    ),
    "requirement": (
        """\
requirementDiagram
  requirement test_req {
    id: 1
    text: the test text.
    risk: high
    verifymethod: test
  }
  element test_entity {
    type: simulation
  }
  test_entity - satisfies -> test_req
""",
        ("test_req", "Risk: High"),
    ),
    "block": (
        """\
block-beta
  columns 3
  a["A label"] b:2 c:2 d
  space:3
  e("round") f{{"hex"}} g[("db")]
  a --> e
""",
        ("A label", "hex"),
    ),
    "packet": (
        """\
packet-beta
  title TCP Packet
  0-15: "Source Port"
  16-31: "Destination Port"
  32-63: "Sequence Number"
  64-95: "Acknowledgment Number"
  96-99: "Data Offset"
  100-105: "Reserved"
  106: "URG"
  107: "ACK"
  108-111: "Flags"
  112-127: "Window"
""",
        ("Source Port", "TCP Packet"),
    ),
    "kanban": (
        """\
kanban
  Todo
    [Create Documentation]
    docs[Create Blog about the new diagram]
  [In progress]
    id6[Create renderer so that it works in all cases.]
  id9[Ready for deploy]
    id8[Design grammar]@{ assigned: 'knsv', priority: 'High' }
""",
        ("Create Documentation", "knsv"),
    ),
    "architecture": (
        """\
architecture-beta
  group api(cloud)[API]
  service db(database)[Database] in api
  service disk1(disk)[Storage] in api
  service disk2(disk)[Storage] in api
  service server(server)[Server] in api
  db:L -- R:server
  disk1:T -- B:server
  disk2:T -- B:db
""",
        ("Database", "Server"),
    ),
    "radar": (
        """\
radar-beta
  title Grades
  axis m["Math"], s["Science"], e["English"]
  axis h["History"], g["Geography"], a["Art"]
  curve a["Alice"]{85, 90, 80, 70, 75, 90}
  curve b["Bob"]{70, 75, 85, 80, 90, 85}
  max 100
  min 0
""",
        ("Math", "Alice"),
    ),
    "treemap": (
        """\
treemap-beta
"Category A"
    "Item A1": 10
    "Item A2": 20
"Category B"
    "Item B1": 15
    "Item B2": 25
""",
        ("Category A", "Item B2"),
    ),
    "venn": (
        """\
venn-beta
  title "Overlap"
  set A["Frontend"]
  set B["Backend"]
  union A,B["APIs"]
""",
        ("Frontend",),
    ),
    "ishikawa": (
        """\
ishikawa-beta
  Blurry Photo
    Process
      Out of focus
      Shutter speed too slow
    User
      Shaky hands
    Equipment
      Lens
""",
        ("Lens",),
    ),
    "treeview": (
        """\
treeView-beta
  "root"
    "src"
      "main.rs"
    "README.md"
""",
        ("main.rs",),
    ),
    "wardley": (
        """\
wardley-beta
title Tea
anchor Business [0.95, 0.63]
component Cup of Tea [0.79, 0.61]
component Water [0.38, 0.82]
Business->Cup of Tea
Cup of Tea->Water
""",
        ("Cup of Tea",),
    ),
    "zenuml": (
        """\
zenuml
  title Demo
  Alice->John: Hello John, how are you?
  John->Alice: Great!
""",
        ("Great!",),
    ),
}
