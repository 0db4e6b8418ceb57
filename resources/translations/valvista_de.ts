<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>valvista::ui::CaseDocument</name>
    <message>
        <source>This change of the labels is lost: what it was cannot be read any more.</source>
        <translation>Diese Änderung der Labels ist verloren: Was sie war, ist nicht mehr lesbar.</translation>
    </message>
</context>
<context>
    <name>ActionGroup</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>Window and level</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Fälle</translation>
    </message>
</context>
<context>
    <name>AnnotationName</name>
    <message>
        <source>Name of the annotation</source>
        <translation>Name der Markierung</translation>
    </message>
    <message>
        <source>Name; Enter takes it</source>
        <translation>Name; Eingabe übernimmt</translation>
    </message>
</context>
<context>
    <name>EditActions</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation>Letzte Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Make the change again that was taken back</source>
        <translation>Zurückgenommene Änderung wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
</context>
<context>
    <name>JobRunner</name>
    <message>
        <source>Not enough memory.</source>
        <translation>Speicher reicht nicht.</translation>
    </message>
    <message>
        <source>Unknown error.</source>
        <translation>Unbekannter Fehler.</translation>
    </message>
</context>
<context>
    <name>PlanExport</name>
    <message>
        <source>Writing the report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>Saving the plan</source>
        <translation>Plan speichern</translation>
    </message>
    <message>
        <source>The numbers are out of date: measure first.</source>
        <translation>Die Zahlen sind veraltet: zuerst messen.</translation>
    </message>
    <message>
        <source>There are no labels yet.</source>
        <translation>Es gibt noch keine Labels.</translation>
    </message>
</context>
<context>
    <name>PlanMarkups</name>
    <message>
        <source>End of root</source>
        <translation>Wurzelende</translation>
    </message>
    <message>
        <source>Annulus</source>
        <translation>Annulus</translation>
    </message>
    <message>
        <source>Draw ruler</source>
        <translation>Lineal zeichnen</translation>
    </message>
    <message>
        <source>Move ruler</source>
        <translation>Lineal verschieben</translation>
    </message>
    <message>
        <source>Delete ruler</source>
        <translation>Lineal löschen</translation>
    </message>
    <message>
        <source>Draw angle</source>
        <translation>Winkel zeichnen</translation>
    </message>
    <message>
        <source>Move angle</source>
        <translation>Winkel verschieben</translation>
    </message>
    <message>
        <source>Delete angle</source>
        <translation>Winkel löschen</translation>
    </message>
    <message>
        <source>Draw polygon</source>
        <translation>Polygon zeichnen</translation>
    </message>
    <message>
        <source>Move polygon</source>
        <translation>Polygon verschieben</translation>
    </message>
    <message>
        <source>Delete polygon</source>
        <translation>Polygon löschen</translation>
    </message>
    <message>
        <source>Set landmark</source>
        <translation>Landmarke setzen</translation>
    </message>
    <message>
        <source>Move landmark</source>
        <translation>Landmarke verschieben</translation>
    </message>
    <message>
        <source>Delete landmark</source>
        <translation>Landmarke löschen</translation>
    </message>
    <message>
        <source>Move hinge point %1</source>
        <translation>Nadirpunkt %1 verschieben</translation>
    </message>
    <message>
        <source>Tilt annulus plane</source>
        <translation>Annulusebene kippen</translation>
    </message>
    <message>
        <source>Move annulus plane</source>
        <translation>Annulusebene verschieben</translation>
    </message>
    <message>
        <source>Move end of root</source>
        <translation>Wurzelende verschieben</translation>
    </message>
    <message>
        <source>Move centreline point</source>
        <translation>Punkt der Mittellinie verschieben</translation>
    </message>
    <message>
        <source>Landmark %1</source>
        <translation>Landmarke %1</translation>
    </message>
    <message>
        <source>Rename annotation</source>
        <translation>Markierung umbenennen</translation>
    </message>
</context>
<context>
    <name>Planning</name>
    <message>
        <source>A case was passed over. %1</source>
        <translation>Ein Fall wurde übergangen. %1</translation>
    </message>
    <message>
        <source>Aorta</source>
        <translation>Aorta</translation>
    </message>
    <message>
        <source>Left ventricle</source>
        <translation>Linker Ventrikel</translation>
    </message>
    <message>
        <source>Aortic root</source>
        <translation>Aortenwurzel</translation>
    </message>
    <message>
        <source>Valve</source>
        <translation>Aortenklappe</translation>
    </message>
    <message>
        <source>Annulus</source>
        <translation>Annulus</translation>
    </message>
    <message>
        <source>Left iliac artery</source>
        <translation>Beckenarterie links</translation>
    </message>
    <message>
        <source>Right iliac artery</source>
        <translation>Beckenarterie rechts</translation>
    </message>
    <message>
        <source>Heart</source>
        <translation>Herz</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>Label %1</translation>
    </message>
    <message>
        <source>aorta</source>
        <translation>Aorta</translation>
    </message>
    <message>
        <source>left ventricle</source>
        <translation>linker Ventrikel</translation>
    </message>
    <message>
        <source>left iliac artery</source>
        <translation>Beckenarterie links</translation>
    </message>
    <message>
        <source>right iliac artery</source>
        <translation>Beckenarterie rechts</translation>
    </message>
    <message>
        <source>annulus plane</source>
        <translation>Annulusebene</translation>
    </message>
    <message>
        <source>root end</source>
        <translation>Wurzelende</translation>
    </message>
    <message>
        <source>aortic centreline</source>
        <translation>Mittellinie der Aorta</translation>
    </message>
    <message>
        <source>left iliac centreline</source>
        <translation>Mittellinie der Beckenarterie links</translation>
    </message>
    <message>
        <source>right iliac centreline</source>
        <translation>Mittellinie der Beckenarterie rechts</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>front</source>
        <translation>vorn</translation>
    </message>
    <message>
        <source>back</source>
        <translation>hinten</translation>
    </message>
    <message>
        <source>foot</source>
        <translation>fußwärts</translation>
    </message>
    <message>
        <source>head</source>
        <translation>kopfwärts</translation>
    </message>
    <message>
        <source>Annulus area</source>
        <translation>Annulusfläche</translation>
    </message>
    <message>
        <source>Annulus perimeter</source>
        <translation>Annulusumfang</translation>
    </message>
    <message>
        <source>Annulus diameter, min</source>
        <translation>Annulus-Ø, min.</translation>
    </message>
    <message>
        <source>Annulus diameter, max</source>
        <translation>Annulus-Ø, max.</translation>
    </message>
    <message>
        <source>Annulus diameter, mean</source>
        <translation>Annulus-Ø, Mittel</translation>
    </message>
    <message>
        <source>Annulus diameter, area-derived</source>
        <translation>Annulus-Ø, aus Fläche</translation>
    </message>
    <message>
        <source>Annulus diameter, perimeter-derived</source>
        <translation>Annulus-Ø, aus Umfang</translation>
    </message>
    <message>
        <source>Annulus eccentricity</source>
        <translation>Annulus, Exzentrizität</translation>
    </message>
    <message>
        <source>Root length</source>
        <translation>Länge der Aortenwurzel</translation>
    </message>
    <message>
        <source>Root diameter, max</source>
        <translation>Wurzel-Ø, max.</translation>
    </message>
    <message>
        <source>Left iliac diameter, min</source>
        <translation>Iliaca links, Ø min.</translation>
    </message>
    <message>
        <source>Left iliac diameter, mean</source>
        <translation>Iliaca links, Ø Mittel</translation>
    </message>
    <message>
        <source>Left iliac diameter, max</source>
        <translation>Iliaca links, Ø max.</translation>
    </message>
    <message>
        <source>Left iliac length</source>
        <translation>Iliaca links, Länge</translation>
    </message>
    <message>
        <source>Left iliac tortuosity</source>
        <translation>Iliaca links, Tortuosität</translation>
    </message>
    <message>
        <source>Right iliac diameter, min</source>
        <translation>Iliaca rechts, Ø min.</translation>
    </message>
    <message>
        <source>Right iliac diameter, mean</source>
        <translation>Iliaca rechts, Ø Mittel</translation>
    </message>
    <message>
        <source>Right iliac diameter, max</source>
        <translation>Iliaca rechts, Ø max.</translation>
    </message>
    <message>
        <source>Right iliac length</source>
        <translation>Iliaca rechts, Länge</translation>
    </message>
    <message>
        <source>Right iliac tortuosity</source>
        <translation>Iliaca rechts, Tortuosität</translation>
    </message>
    <message>
        <source>Volume, aorta beyond the root</source>
        <translation>Volumen, Aorta jenseits der Wurzel</translation>
    </message>
    <message>
        <source>Volume, left ventricle</source>
        <translation>Volumen, linker Ventrikel</translation>
    </message>
    <message>
        <source>Volume, aortic root</source>
        <translation>Volumen, Aortenwurzel</translation>
    </message>
    <message>
        <source>Volume, valve</source>
        <translation>Volumen, Aortenklappe</translation>
    </message>
    <message>
        <source>Volume, annulus</source>
        <translation>Volumen, Annulus</translation>
    </message>
    <message>
        <source>Volume, left iliac artery</source>
        <translation>Volumen, Beckenarterie links</translation>
    </message>
    <message>
        <source>Volume, right iliac artery</source>
        <translation>Volumen, Beckenarterie rechts</translation>
    </message>
    <message>
        <source>Area of the lumen contour in the annulus plane</source>
        <translation>Fläche der Lumenkontur in der Annulusebene</translation>
    </message>
    <message>
        <source>Length of the lumen contour in the annulus plane</source>
        <translation>Länge der Lumenkontur in der Annulusebene</translation>
    </message>
    <message>
        <source>Smallest caliper width of the contour</source>
        <translation>Kleinste Tasterweite der Kontur</translation>
    </message>
    <message>
        <source>Largest caliper width of the contour</source>
        <translation>Größte Tasterweite der Kontur</translation>
    </message>
    <message>
        <source>(min + max) / 2</source>
        <translation>(min. + max.) / 2</translation>
    </message>
    <message>
        <source>2 sqrt(A / pi)</source>
        <translation>2 √(A / π)</translation>
    </message>
    <message>
        <source>P / pi</source>
        <translation>U / π</translation>
    </message>
    <message>
        <source>1 - min / max</source>
        <translation>1 − min. / max.</translation>
    </message>
    <message>
        <source>Along the annulus normal to the first local minimum of the cross-section area after its first local maximum</source>
        <translation>Entlang der Annulusnormalen bis zum ersten lokalen Minimum der Querschnittsfläche nach ihrem ersten lokalen Maximum</translation>
    </message>
    <message>
        <source>Area-derived, at the first local maximum</source>
        <translation>Aus der Fläche, am ersten lokalen Maximum</translation>
    </message>
    <message>
        <source>Smallest area-derived diameter of sections perpendicular to the centreline</source>
        <translation>Kleinster Durchmesser (aus der Fläche) der Schnitte senkrecht zur Mittellinie</translation>
    </message>
    <message>
        <source>Mean over the sections</source>
        <translation>Mittel über die Schnitte</translation>
    </message>
    <message>
        <source>Largest over the sections</source>
        <translation>Größter Wert der Schnitte</translation>
    </message>
    <message>
        <source>Length of the centreline</source>
        <translation>Länge der Mittellinie</translation>
    </message>
    <message>
        <source>Length / chord - 1</source>
        <translation>Länge / Sehne − 1</translation>
    </message>
    <message>
        <source>Voxels of the label</source>
        <translation>Voxel des Labels</translation>
    </message>
    <message>
        <source>label contour</source>
        <translation>Labelkontur</translation>
    </message>
    <message>
        <source>CT edge</source>
        <translation>CT-Kante</translation>
    </message>
    <message>
        <source>%1, edited plane</source>
        <translation>%1, korrigierte Ebene</translation>
    </message>
    <message>
        <source>cross-section curve of the labels</source>
        <translation>Querschnittskurve der Labels</translation>
    </message>
    <message>
        <source>edited root end</source>
        <translation>korrigiertes Wurzelende</translation>
    </message>
    <message>
        <source>centreline of the label</source>
        <translation>Mittellinie des Labels</translation>
    </message>
    <message>
        <source>voxels of the label</source>
        <translation>Voxel des Labels</translation>
    </message>
    <message>
        <source>centreline</source>
        <translation>Mittellinie</translation>
    </message>
    <message>
        <source>voxels</source>
        <translation>Voxel</translation>
    </message>
    <message>
        <source>cross-section curve</source>
        <translation>Querschnittskurve</translation>
    </message>
    <message>
        <source>Finding aorta and left ventricle</source>
        <translation>Aorta und linken Ventrikel suchen</translation>
    </message>
    <message>
        <source>Laying the annulus plane</source>
        <translation>Annulusebene legen</translation>
    </message>
    <message>
        <source>Following the aortic root</source>
        <translation>Aortenwurzel verfolgen</translation>
    </message>
    <message>
        <source>Marking valve and annulus</source>
        <translation>Klappe und Annulus markieren</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Building surfaces</source>
        <translation>Oberflächen berechnen</translation>
    </message>
    <message>
        <source>writing the plan</source>
        <translation>Plan schreiben</translation>
    </message>
    <message>
        <source>writing the labels</source>
        <translation>Labels schreiben</translation>
    </message>
    <message>
        <source>writing the report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>Scanning the phantom</source>
        <translation>Phantom abtasten</translation>
    </message>
    <message>
        <source>Reading the CT</source>
        <translation>CT lesen</translation>
    </message>
    <message>
        <source>Reading labels</source>
        <translation>Labels lesen</translation>
    </message>
    <message>
        <source>Reading headers</source>
        <translation>Header lesen</translation>
    </message>
    <message>
        <source>Decoding slices</source>
        <translation>Schichten dekodieren</translation>
    </message>
    <message>
        <source>Checking series</source>
        <translation>Serien prüfen</translation>
    </message>
    <message>
        <source>Comparing surfaces</source>
        <translation>Oberflächen vergleichen</translation>
    </message>
    <message>
        <source>Measuring the annulus</source>
        <translation>Annulus vermessen</translation>
    </message>
    <message>
        <source>Measuring the root</source>
        <translation>Aortenwurzel vermessen</translation>
    </message>
    <message>
        <source>Measuring the left iliac artery</source>
        <translation>Beckenarterie links vermessen</translation>
    </message>
    <message>
        <source>Measuring the right iliac artery</source>
        <translation>Beckenarterie rechts vermessen</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Vermessen</translation>
    </message>
    <message>
        <source>load</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>root labels</source>
        <translation>Wurzellabels</translation>
    </message>
    <message>
        <source>measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>The interface of left ventricle and aorta is not flat (%1 mm root mean square about its plane): check the annulus plane.</source>
        <translation>Die Grenzfläche von linkem Ventrikel und Aorta ist nicht eben (quadratisches Mittel %1 mm um ihre Ebene): Annulusebene prüfen.</translation>
    </message>
    <message>
        <source>The interface of left ventricle and aorta has the area of a circle of %1 mm, which is no annulus of an adult: check the labels.</source>
        <translation>Die Grenzfläche von linkem Ventrikel und Aorta entspricht einem Kreis von %1 mm; das ist kein Annulus eines Erwachsenen: Labels prüfen.</translation>
    </message>
    <message>
        <source>Left ventricle and aorta touch in too few places to lay a plane through them.</source>
        <translation>Linker Ventrikel und Aorta berühren sich an zu wenigen Stellen, um eine Ebene hindurchzulegen.</translation>
    </message>
    <message>
        <source>Left ventricle and aorta also touch here; the annulus is taken at the largest contact.</source>
        <translation>Linker Ventrikel und Aorta berühren sich auch hier; als Annulus gilt die größte Kontaktfläche.</translation>
    </message>
    <message>
        <source>The edited hinge points lie on one line or tilt the annulus plane by more than %1 degrees: the proposed plane is used.</source>
        <translation>Die korrigierten Nadirpunkte liegen auf einer Linie oder kippen die Annulusebene um mehr als %1 Grad: Die vorgeschlagene Ebene wird verwendet.</translation>
    </message>
    <message>
        <source>The edited end of the root lies outside the aorta above the annulus: the proposed end is used.</source>
        <translation>Das korrigierte Wurzelende liegt außerhalb der Aorta oberhalb des Annulus: Das vorgeschlagene Ende wird verwendet.</translation>
    </message>
    <message>
        <source>its cross-section has no local minimum after its first maximum</source>
        <translation>ihr Querschnitt hat kein lokales Minimum nach dem ersten Maximum</translation>
    </message>
    <message>
        <source>its cross-section has no local maximum</source>
        <translation>ihr Querschnitt hat kein lokales Maximum</translation>
    </message>
    <message>
        <source>%1 before it leaves the field of view</source>
        <translation>%1, bevor sie das Bildfeld verlässt</translation>
    </message>
    <message>
        <source>The end of the aortic root is undefined: along the annulus normal %1.</source>
        <translation>Das Ende der Aortenwurzel ist nicht bestimmt: Entlang der Annulusnormalen gilt: %1.</translation>
    </message>
    <message>
        <source>The %1 leaves the field of view on the side of the patient&apos;s %2.</source>
        <translation>Struktur verlässt das Bildfeld: %1 (Seite des Patienten: %2).</translation>
    </message>
    <message>
        <source>The labels have no %1: valve, annulus and root cannot be derived.</source>
        <translation>In den Labels fehlt: %1. Klappe, Annulus und Wurzel sind nicht ableitbar.</translation>
    </message>
    <message>
        <source>%1 islands of the %2 (%3 voxels) keep their label but are not measured.</source>
        <translation>%1 Inseln (%2, %3 Voxel) behalten ihr Label, werden aber nicht vermessen.</translation>
    </message>
    <message>
        <source>The %1 is in %2 pieces; the second largest is shown.</source>
        <translation>Struktur in %2 Teilen: %1. Gezeigt wird der zweitgrößte.</translation>
    </message>
    <message>
        <source>Left ventricle and aorta do not touch: their nearest voxels are %1 mm apart; the annulus and the root cannot be derived.</source>
        <translation>Linker Ventrikel und Aorta berühren sich nicht: Die nächsten Voxel sind %1 mm entfernt; Annulus und Wurzel sind nicht ableitbar.</translation>
    </message>
    <message>
        <source>Left ventricle and aorta do not touch: they are more than %1 mm apart; the annulus and the root cannot be derived.</source>
        <translation>Linker Ventrikel und Aorta berühren sich nicht: Der Abstand beträgt mehr als %1 mm; Annulus und Wurzel sind nicht ableitbar.</translation>
    </message>
    <message>
        <source>The annulus is measured on the labels alone: %1.</source>
        <translation>Der Annulus wird allein an den Labels gemessen: %1.</translation>
    </message>
    <message>
        <source>the CT shows no contrast-filled lumen here</source>
        <translation>das CT zeigt hier kein kontrastiertes Lumen</translation>
    </message>
    <message>
        <source>the lumen is only %1 HU brighter than its surroundings</source>
        <translation>das Lumen ist nur %1 HU heller als seine Umgebung</translation>
    </message>
    <message>
        <source>the CT shows the wall on %1 % of the circumference</source>
        <translation>das CT zeigt die Wand nur auf %1 % des Umfangs</translation>
    </message>
    <message>
        <source>the edge in the CT lies %1 mm from the labels</source>
        <translation>die Kante im CT liegt %1 mm von den Labels entfernt</translation>
    </message>
    <message>
        <source>The annulus cannot be measured: %1.</source>
        <translation>Der Annulus ist nicht messbar: %1.</translation>
    </message>
    <message>
        <source>its centre is not inside ventricle or aorta</source>
        <translation>seine Mitte liegt nicht in Ventrikel oder Aorta</translation>
    </message>
    <message>
        <source>its contour is not a closed curve</source>
        <translation>seine Kontur ist keine geschlossene Kurve</translation>
    </message>
    <message>
        <source>ventricle and aorta do not form a closed lumen in its plane</source>
        <translation>Ventrikel und Aorta bilden in seiner Ebene kein geschlossenes Lumen</translation>
    </message>
    <message>
        <source>On %1 % of the circumference the labels are wider than the interface of ventricle and aorta; the contour follows the interface there.</source>
        <translation>Auf %1 % des Umfangs sind die Labels weiter als die Grenzfläche von Ventrikel und Aorta; die Kontur folgt dort der Grenzfläche.</translation>
    </message>
    <message>
        <source>The annulus is not measured: left ventricle and aorta have no interface.</source>
        <translation>Der Annulus ist nicht gemessen: Linker Ventrikel und Aorta haben keine Grenzfläche.</translation>
    </message>
    <message>
        <source>The click is not in the scan.</source>
        <translation>Der Klick liegt nicht in der Aufnahme.</translation>
    </message>
    <message>
        <source>There is no contrast here: %1 HU, a lumen has at least %2 HU.</source>
        <translation>Hier ist kein Kontrastmittel: %1 HU, ein Lumen hat mindestens %2 HU.</translation>
    </message>
    <message>
        <source>No lumen was found around the click.</source>
        <translation>Um den Klick wurde kein Lumen gefunden.</translation>
    </message>
    <message>
        <source>The label here is locked or not to be painted over.</source>
        <translation>Das Label hier ist gesperrt oder soll nicht übermalt werden.</translation>
    </message>
    <message>
        <source>The widest radius of a vessel is a positive length.</source>
        <translation>Der größte Radius eines Gefäßes ist eine positive Länge.</translation>
    </message>
    <message>
        <source>The root length is not measured: the cross-section curve has no minimum after its first maximum.</source>
        <translation>Die Länge der Aortenwurzel ist nicht gemessen: Die Querschnittskurve hat kein Minimum nach dem ersten Maximum.</translation>
    </message>
    <message>
        <source>The root length is not measured: the aorta&apos;s label is a thin neck where the curve has its minimum, and may be broken there.</source>
        <translation>Die Wurzellänge wird nicht gemessen: Das Label der Aorta ist dort, wo die Kurve ihr Minimum hat, nur ein dünner Hals und dort vielleicht gerissen.</translation>
    </message>
    <message>
        <source>Root length and diameter are not measured: there is no annulus plane.</source>
        <translation>Länge und Durchmesser der Aortenwurzel sind nicht gemessen: Es gibt keine Annulusebene.</translation>
    </message>
    <message>
        <source>The largest root diameter is not measured: the cross-section curve has no maximum.</source>
        <translation>Der größte Wurzeldurchmesser ist nicht gemessen: Die Querschnittskurve hat kein Maximum.</translation>
    </message>
    <message>
        <source>The largest root diameter cannot be measured: the aorta is not a closed lumen there.</source>
        <translation>Der größte Wurzeldurchmesser ist nicht messbar: Die Aorta ist dort kein geschlossenes Lumen.</translation>
    </message>
    <message>
        <source>All is measured on the labels alone: the values of the CT are no Hounsfield units.</source>
        <translation>Alles wird allein an den Labels gemessen: Die Werte des CT sind keine Hounsfield-Einheiten.</translation>
    </message>
    <message>
        <source>%1: no voxel has this label.</source>
        <translation>%1: Kein Voxel trägt dieses Label.</translation>
    </message>
    <message>
        <source>The left iliac artery lies to the patient&apos;s right of the right one: the labels may be swapped, or the image mirrored.</source>
        <translation>Die linke Beckenarterie liegt rechts von der rechten: Labels vertauscht oder Bild gespiegelt?</translation>
    </message>
    <message>
        <source>%1 of %2 is outside what patients have: check the labels.</source>
        <translation>%1 von %2 liegt außerhalb des Üblichen: Labels prüfen.</translation>
    </message>
    <message>
        <source>%1: the label is in several pieces; the largest is measured, %2 % of the voxels are left out.</source>
        <translation>%1: Das Label besteht aus mehreren Teilen; gemessen wird das größte, %2 % der Voxel bleiben außen vor.</translation>
    </message>
    <message>
        <source>%1: it reaches the border of the image, its length is that of the part shown.</source>
        <translation>%1: Sie reicht bis an den Bildrand; die Länge gilt für den sichtbaren Teil.</translation>
    </message>
    <message>
        <source>it does not begin at the aorta and may be another vessel</source>
        <translation>sie beginnt nicht an der Aorta und kann ein anderes Gefäß sein</translation>
    </message>
    <message>
        <source>%1: at %2 place no cross section could be measured; it may be narrower there.</source>
        <translation>%1: An %2 Stelle war kein Querschnitt messbar; dort kann sie enger sein.</translation>
    </message>
    <message>
        <source>%1: at %2 places no cross section could be measured; it may be narrower there.</source>
        <translation>%1: An %2 Stellen war kein Querschnitt messbar; dort kann sie enger sein.</translation>
    </message>
    <message>
        <source>%1 is not measured: %2.</source>
        <translation>%1 ist nicht gemessen: %2.</translation>
    </message>
    <message>
        <source>its label is absent or too small for a centreline</source>
        <translation>das Label fehlt oder ist zu klein für eine Mittellinie</translation>
    </message>
    <message>
        <source>there is no cross section a radius away from its ends</source>
        <translation>es gibt keinen Querschnitt, der einen Radius von den Enden entfernt ist</translation>
    </message>
    <message>
        <source>%1: on %2 % of the sections the CT does not show the wall; there the labels are measured.</source>
        <translation>%1: Auf %2 % der Schnitte zeigt das CT die Wand nicht; dort werden die Labels gemessen.</translation>
    </message>
    <message>
        <source>%1 is measured on the labels alone: the CT does not show its wall.</source>
        <translation>%1 wird allein an den Labels gemessen: Das CT zeigt die Wand nicht.</translation>
    </message>
    <message>
        <source>No labels were given, so nothing could be measured on this case.</source>
        <translation>Ohne Labels ist an diesem Fall nichts messbar.</translation>
    </message>
    <message>
        <source>Not measured: %1.</source>
        <translation>Nicht gemessen: %1.</translation>
    </message>
    <message>
        <source>The labels hold no %1; %2.</source>
        <translation>Die Labels enthalten nicht: %1; %2.</translation>
    </message>
    <message>
        <source>The labels hold no %1 (labels of %2 never do); %3.</source>
        <translation>Die Labels enthalten nicht: %1 (in Labels von %2 nie vorhanden); %3.</translation>
    </message>
    <message>
        <source>The labels hold no %1, only the heart as a whole; %2.</source>
        <translation>Die Labels enthalten nicht: %1, nur das Herz als Ganzes; %2.</translation>
    </message>
    <message>
        <source>The labels hold no %1 (labels of %2 never do), only the heart as a whole; %3.</source>
        <translation>Die Labels enthalten nicht: %1 (in Labels von %2 nie vorhanden), nur das Herz als Ganzes; %3.</translation>
    </message>
    <message>
        <source>valve, annulus and root cannot be derived</source>
        <translation>Klappe, Annulus und Wurzel sind nicht ableitbar</translation>
    </message>
    <message>
        <source>it cannot be measured</source>
        <translation>sie ist nicht messbar</translation>
    </message>
    <message>
        <source>%1 label values stand for other structures and were not used.</source>
        <translation>%1 Labelwerte stehen für andere Strukturen und wurden nicht verwendet.</translation>
    </message>
    <message>
        <source>By their values the labels are numbered as %1 (%2).</source>
        <translation>Nach ihren Werten sind die Labels nummeriert wie %1 (%2).</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 ist leer.</translation>
    </message>
    <message>
        <source>%1 voxels lie in two masks; iliac arteries were preferred to the aorta, the aorta to the left ventricle.</source>
        <translation>%1 Voxel liegen in zwei Masken; Beckenarterien gehen vor Aorta, Aorta vor linkem Ventrikel.</translation>
    </message>
    <message>
        <source>The positions of the masks differ by up to %1 mm by rounding; that of %2 was used.</source>
        <translation>Die Lagen der Masken weichen durch Rundung um bis zu %1 mm ab; verwendet wurde die von %2.</translation>
    </message>
    <message>
        <source>Slices are %1 mm thick; SCCT asks for at most 1 mm for the root and 1.5 mm for the access vessels.</source>
        <translation>Schichtdicke %1 mm; SCCT verlangt höchstens 1 mm für die Wurzel und 1,5 mm für die Zugangsgefäße.</translation>
    </message>
    <message>
        <source>Slices are %1 mm thick; SCCT asks for at most 1 mm for the root.</source>
        <translation>Schichtdicke %1 mm; SCCT verlangt höchstens 1 mm für die Wurzel.</translation>
    </message>
    <message>
        <source>Slices are %1 mm apart but %2 mm thick: what lies between was not imaged.</source>
        <translation>Schichtabstand %1 mm bei Schichtdicke %2 mm: Was dazwischen liegt, wurde nicht abgebildet.</translation>
    </message>
    <message>
        <source>The slices name %1 frames of reference; they are taken as one because together they are evenly spaced.</source>
        <translation>Die Schichten nennen %1 Bezugssysteme; sie gelten als eines, weil sie zusammen gleichmäßig liegen.</translation>
    </message>
    <message>
        <source>The files name no series; those of one folder are taken as one.</source>
        <translation>Die Dateien nennen keine Serie; die eines Ordners gelten als eine.</translation>
    </message>
    <message>
        <source>The files do not say what kind of object they are; they are taken as CT images by their modality.</source>
        <translation>Die Dateien nennen ihre Objektart nicht; nach ihrer Modalität gelten sie als CT-Bilder.</translation>
    </message>
    <message>
        <source>Not CT: the modality is %1.</source>
        <translation>Kein CT: Die Modalität ist %1.</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>Secondary capture: a picture of a screen, not a CT image.</source>
        <translation>Secondary Capture: ein Bildschirmfoto, kein CT-Bild.</translation>
    </message>
    <message>
        <source>Marked as CT, but not stored as a CT image.</source>
        <translation>Als CT bezeichnet, aber nicht als CT-Bild gespeichert.</translation>
    </message>
    <message>
        <source>Localiser (scout), not a volume.</source>
        <translation>Übersichtsaufnahme (Scout), kein Volumen.</translation>
    </message>
    <message>
        <source>Lossy compression (%1): HU and edges are not those of the scanner.</source>
        <translation>Verlustbehaftete Kompression (%1): HU und Kanten sind nicht die des Scanners.</translation>
    </message>
    <message>
        <source>Patient position %1: not supine, so projection angles do not apply.</source>
        <translation>Patientenlage %1: keine Rückenlage, Projektionswinkel gelten nicht.</translation>
    </message>
    <message>
        <source>The header names no contrast agent.</source>
        <translation>Der Header nennt kein Kontrastmittel.</translation>
    </message>
    <message>
        <source>All voxels are padding.</source>
        <translation>Alle Voxel sind Füllwerte.</translation>
    </message>
    <message>
        <source>HU %1 to %2, padding %3.</source>
        <translation>HU %1 bis %2, Füllwerte %3.</translation>
    </message>
    <message>
        <source>%1 voxels beyond -32768..32767 HU were limited to that range.</source>
        <translation>%1 Voxel außerhalb -32768..32767 HU wurden auf diesen Bereich begrenzt.</translation>
    </message>
    <message>
        <source>The rescale gives fractions of HU; values are rounded.</source>
        <translation>Die Skalierung ergibt Bruchteile von HU; Werte sind gerundet.</translation>
    </message>
    <message>
        <source>%1 of the voxels are below -1200 HU: undeclared padding or a wrong rescale.</source>
        <translation>%1 der Voxel liegen unter -1200 HU: nicht erklärte Füllwerte oder falsche Skalierung.</translation>
    </message>
    <message>
        <source>A scan of a patient has values from air to soft tissue and above; these have not.</source>
        <translation>Das CT eines Patienten reicht von Luft bis Weichteil und darüber; diese Werte nicht.</translation>
    </message>
    <message>
        <source>%1 voxels are not a number and are treated as not measured.</source>
        <translation>%1 Voxel sind keine Zahl und gelten als nicht gemessen.</translation>
    </message>
    <message>
        <source>%1 voxels are beyond 16 bits and were limited.</source>
        <translation>%1 Voxel liegen jenseits von 16 Bit und wurden begrenzt.</translation>
    </message>
    <message>
        <source>The values, %1 to %2, do not look like Hounsfield units.</source>
        <translation>Die Werte, %1 bis %2, sehen nicht nach Hounsfield-Einheiten aus.</translation>
    </message>
    <message>
        <source>Its axes were not quite at right angles (cosine %1) and were made so; voxels moved by up to %2 mm.</source>
        <translation>Die Achsen waren nicht ganz rechtwinklig (Kosinus %1) und wurden angepasst; Voxel verschoben sich um bis zu %2 mm.</translation>
    </message>
    <message>
        <source>Its two orientations (sform and qform) disagree; the sform was used.</source>
        <translation>Die beiden Orientierungen (sform und qform) widersprechen sich; verwendet wurde sform.</translation>
    </message>
    <message>
        <source>Its voxel size (pixdim) disagrees with its orientation (sform); the sform was used.</source>
        <translation>Voxelgröße (pixdim) und Orientierung (sform) widersprechen sich; verwendet wurde sform.</translation>
    </message>
    <message>
        <source>One series of the scanner holds %1 stacks of slices that must not be mixed; they differ in %2.</source>
        <translation>Eine Serie des Scanners enthält %1 Schichtstapel, die nicht gemischt werden dürfen; sie unterscheiden sich in: %2.</translation>
    </message>
    <message>
        <source>Of %1 usable CT volumes this is %2; thin slices, coverage and systole decide.</source>
        <translation>Von %1 brauchbaren CT-Volumina ist dies %2; dünne Schichten, Abdeckung und Systole entscheiden.</translation>
    </message>
    <message>
        <source>%1, %2 slices</source>
        <translation>%1, %2 Schichten</translation>
    </message>
    <message>
        <source>%1 at %2 % of the cycle</source>
        <translation>%1 bei %2 % des Herzzyklus</translation>
    </message>
    <message>
        <source>%1 and %2 more files</source>
        <translation>%1 und %2 weitere Dateien</translation>
    </message>
    <message>
        <source>%1 more files like these.</source>
        <translation>%1 weitere Dateien dieser Art.</translation>
    </message>
    <message>
        <source>%1 could not be read; slices of this series may be missing at its ends.</source>
        <translation>%1 war nicht lesbar; an den Enden dieser Serie können Schichten fehlen.</translation>
    </message>
    <message>
        <source>%1 is a single slice, not a volume.</source>
        <translation>%1 ist eine einzelne Schicht, kein Volumen.</translation>
    </message>
    <message>
        <source>%1 has no ImagePositionPatient.</source>
        <translation>%1 hat kein ImagePositionPatient.</translation>
    </message>
    <message>
        <source>%1 has no ImageOrientationPatient.</source>
        <translation>%1 hat kein ImageOrientationPatient.</translation>
    </message>
    <message>
        <source>%1 has no PixelSpacing.</source>
        <translation>%1 hat kein PixelSpacing.</translation>
    </message>
    <message>
        <source>%1 gives only ImagerPixelSpacing, which is not the size of a voxel in the patient.</source>
        <translation>%1 nennt nur ImagerPixelSpacing, das ist nicht die Voxelgröße im Patienten.</translation>
    </message>
    <message>
        <source>%1 lie at the same position: which one to use cannot be told.</source>
        <translation>%1 liegen an derselben Stelle: Welche gilt, ist nicht zu erkennen.</translation>
    </message>
    <message>
        <source>%1: uneven slices.</source>
        <translation>%1: ungleichmäßige Schichten.</translation>
    </message>
    <message>
        <source>%1: %2 missing between them.</source>
        <translation>%1: dazwischen fehlen %2.</translation>
    </message>
    <message>
        <source>The folder holds no images.</source>
        <translation>Der Ordner enthält keine Bilder.</translation>
    </message>
    <message>
        <source>No usable CT series</source>
        <translation>Keine brauchbare CT-Serie</translation>
    </message>
    <message>
        <source>No DICOM images were found.</source>
        <translation>Keine DICOM-Bilder gefunden.</translation>
    </message>
    <message>
        <source>The series is too large to be one CT.</source>
        <translation>Die Serie ist zu groß für ein CT.</translation>
    </message>
    <message>
        <source>The folder cannot be read: %1.</source>
        <translation>Der Ordner ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>The folder of masks cannot be read: %1.</source>
        <translation>Der Ordner mit Masken ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 ist nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>%1 does not exist.</source>
        <translation>%1 existiert nicht.</translation>
    </message>
    <message>
        <source>%1 is neither a file nor a folder.</source>
        <translation>%1 ist weder Datei noch Ordner.</translation>
    </message>
    <message>
        <source>%1 needs more memory than there is.</source>
        <translation>%1 braucht mehr Speicher als vorhanden.</translation>
    </message>
    <message>
        <source>The labels do not lie on the grid of the CT: its axes are turned.</source>
        <translation>Die Labels liegen nicht auf dem Gitter des CT: Die Achsen sind gedreht.</translation>
    </message>
    <message>
        <source>The labels do not lie on the grid of the CT: they have %1, the CT has %2.</source>
        <translation>Die Labels liegen nicht auf dem Gitter des CT: Labels %1, CT %2.</translation>
    </message>
    <message>
        <source>The labels do not lie on the grid of the CT: corners differ by %1 mm.</source>
        <translation>Die Labels liegen nicht auf dem Gitter des CT: Die Ecken weichen um %1 mm ab.</translation>
    </message>
    <message>
        <source>%1 voxels of %2 mm</source>
        <translation>%1 Voxel zu %2 mm</translation>
    </message>
    <message>
        <source>There is no label scheme &quot;%1&quot;; known are %2.</source>
        <translation>Es gibt kein Labelschema „%1“; bekannt sind %2.</translation>
    </message>
    <message>
        <source>The folder of labels holds no mask of a known name (%1).</source>
        <translation>Der Ordner mit Labels enthält keine Maske mit bekanntem Namen (%1).</translation>
    </message>
    <message>
        <source>%1 and %2 are masks of the same structure; keep one.</source>
        <translation>%1 und %2 sind Masken derselben Struktur; nur eine behalten.</translation>
    </message>
    <message>
        <source>%1 (%2 voxels) and %3 (%4 voxels) are not on the same grid.</source>
        <translation>%1 (%2 Voxel) und %3 (%4 Voxel) liegen nicht auf demselben Gitter.</translation>
    </message>
    <message>
        <source>%1 was not written: %2.</source>
        <translation>%1 wurde nicht geschrieben: %2.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 ist nicht schreibbar: %2.</translation>
    </message>
    <message>
        <source>the existing file is protected</source>
        <translation>die vorhandene Datei ist geschützt</translation>
    </message>
    <message>
        <source>a file and a folder of this name stand against each other</source>
        <translation>eine Datei und ein Ordner dieses Namens stehen sich entgegen</translation>
    </message>
    <message>
        <source>it would replace the labels that the plan was made from</source>
        <translation>sie würde die Labels ersetzen, aus denen der Plan stammt</translation>
    </message>
    <message>
        <source>the PDF is not whole</source>
        <translation>das PDF ist unvollständig</translation>
    </message>
    <message>
        <source>labels.nii.gz of an earlier plan is in the folder, and this plan has no labels: choose another folder.</source>
        <translation>Im Ordner liegt labels.nii.gz eines früheren Plans, dieser Plan hat keine Labels: anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The report could not be drawn.</source>
        <translation>Der Bericht konnte nicht gezeichnet werden.</translation>
    </message>
    <message>
        <source>A file without a name cannot be written.</source>
        <translation>Eine Datei ohne Namen ist nicht schreibbar.</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>the disk quota is used up</source>
        <translation>das Speicherkontingent ist erschöpft</translation>
    </message>
    <message>
        <source>the file would be larger than this system allows</source>
        <translation>die Datei wäre größer, als das System erlaubt</translation>
    </message>
    <message>
        <source>no permission to write there</source>
        <translation>keine Schreibberechtigung an diesem Ort</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>its folder does not exist</source>
        <translation>der Ordner existiert nicht</translation>
    </message>
    <message>
        <source>its folder is not a folder</source>
        <translation>der Ordner ist kein Ordner</translation>
    </message>
    <message>
        <source>a folder of that name is in the way</source>
        <translation>ein Ordner dieses Namens ist im Weg</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>der Name ist zu lang</translation>
    </message>
    <message>
        <source>the disk reports an error</source>
        <translation>der Datenträger meldet einen Fehler</translation>
    </message>
    <message>
        <source>something that is not a file has that name</source>
        <translation>etwas anderes als eine Datei trägt diesen Namen</translation>
    </message>
    <message>
        <source>what was read back differs from what was written</source>
        <translation>das Zurückgelesene weicht vom Geschriebenen ab</translation>
    </message>
    <message>
        <source>nothing was written</source>
        <translation>nichts wurde geschrieben</translation>
    </message>
    <message>
        <source>%1: no DICOM file, and no NIfTI, NRRD or MetaImage file by its name.</source>
        <translation>%1: keine DICOM-Datei und dem Namen nach weder NIfTI noch NRRD noch MetaImage.</translation>
    </message>
    <message>
        <source>%1: a single slice is not a CT volume.</source>
        <translation>%1: Eine einzelne Schicht ist kein CT-Volumen.</translation>
    </message>
    <message>
        <source>%1: its label values do not tell how it is numbered; name it with --scheme (%2).</source>
        <translation>%1: Die Labelwerte zeigen nicht, wie nummeriert ist; mit --scheme angeben (%2).</translation>
    </message>
    <message>
        <source>%1: its label values fit several numberings (%2); name the right one with --scheme.</source>
        <translation>%1: Die Labelwerte passen zu mehreren Nummerierungen (%2); die richtige mit --scheme angeben.</translation>
    </message>
    <message>
        <source>%1: a mask holds one value beside 0, this file holds %2.</source>
        <translation>%1: Eine Maske enthält neben 0 einen Wert, diese Datei %2.</translation>
    </message>
    <message>
        <source>there is not enough memory for it</source>
        <translation>der Speicher reicht dafür nicht</translation>
    </message>
    <message>
        <source>it holds no labels, only background</source>
        <translation>sie enthält keine Labels, nur Hintergrund</translation>
    </message>
    <message>
        <source>it holds more than 255 different values, so it is not a label map</source>
        <translation>sie enthält mehr als 255 verschiedene Werte und ist daher keine Labelkarte</translation>
    </message>
    <message>
        <source>it holds fractions, so it is not a label map</source>
        <translation>sie enthält Brüche und ist daher keine Labelkarte</translation>
    </message>
    <message>
        <source>it holds numbers beyond 32 bits, so it is not a label map</source>
        <translation>sie enthält Zahlen über 32 Bit und ist daher keine Labelkarte</translation>
    </message>
    <message>
        <source>it holds whole numbers beyond 32 bits</source>
        <translation>sie enthält ganze Zahlen über 32 Bit</translation>
    </message>
    <message>
        <source>the compressed data is damaged</source>
        <translation>die komprimierten Daten sind beschädigt</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>the file ends too early</source>
        <translation>die Datei endet zu früh</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>die Datei existiert nicht</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>Datei oder Ordner existiert nicht</translation>
    </message>
    <message>
        <source>%1 and %2 are two label maps of one case.</source>
        <translation>%1 und %2 sind zwei Labelkarten eines Falls.</translation>
    </message>
    <message>
        <source>%1 has no counterpart in %2.</source>
        <translation>%1 hat kein Gegenstück in %2.</translation>
    </message>
    <message>
        <source>%1 has the mask %2: a folder of label maps is needed, one a case.</source>
        <translation>%1 enthält die Maske %2: gebraucht wird ein Ordner mit einer Labelkarte je Fall.</translation>
    </message>
    <message>
        <source>there are no label maps in it</source>
        <translation>er enthält keine Labelkarten</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <source>it cannot be opened</source>
        <translation>sie lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>it is not a NIfTI file</source>
        <translation>es ist keine NIfTI-Datei</translation>
    </message>
    <message>
        <source>it is not a NRRD file</source>
        <translation>es ist keine NRRD-Datei</translation>
    </message>
    <message>
        <source>it is not a MetaImage file or its header is damaged</source>
        <translation>es ist keine MetaImage-Datei oder der Header ist beschädigt</translation>
    </message>
    <message>
        <source>its header is damaged</source>
        <translation>der Header ist beschädigt</translation>
    </message>
    <message>
        <source>its header ends too early</source>
        <translation>der Header endet zu früh</translation>
    </message>
    <message>
        <source>its voxel type is not supported</source>
        <translation>der Voxeltyp wird nicht unterstützt</translation>
    </message>
    <message>
        <source>its voxels cannot be read</source>
        <translation>die Voxel sind nicht lesbar</translation>
    </message>
    <message>
        <source>its header cannot be read</source>
        <translation>der Header ist nicht lesbar</translation>
    </message>
    <message>
        <source>it holds more voxels than its header describes</source>
        <translation>sie enthält mehr Voxel, als der Header beschreibt</translation>
    </message>
    <message>
        <source>its header describes %1 bytes, the file has %2</source>
        <translation>der Header beschreibt %1 Byte, die Datei hat %2</translation>
    </message>
    <message>
        <source>it does not have three axes</source>
        <translation>sie hat keine drei Achsen</translation>
    </message>
    <message>
        <source>its unit of length is not the millimetre</source>
        <translation>die Längeneinheit ist nicht Millimeter</translation>
    </message>
    <message>
        <source>has no pixel data</source>
        <translation>hat keine Pixeldaten</translation>
    </message>
    <message>
        <source>holds no image</source>
        <translation>enthält kein Bild</translation>
    </message>
    <message>
        <source>its axes are not at right angles (cosine %1); resample it to a rectangular grid first</source>
        <translation>die Achsen sind nicht rechtwinklig (Kosinus %1); zuerst auf ein rechtwinkliges Gitter umrechnen</translation>
    </message>
    <message>
        <source>it does not say how it lies in the patient (no sform, no qform), so left and right are unknown</source>
        <translation>die Lage im Patienten fehlt (weder sform noch qform), links und rechts sind unbekannt</translation>
    </message>
    <message>
        <source>it does not say how it lies in the patient (no anatomical space), so left and right are unknown</source>
        <translation>die Lage im Patienten fehlt (kein anatomischer Raum), links und rechts sind unbekannt</translation>
    </message>
    <message>
        <source>it does not say how it lies in the patient (no %1), so left and right are unknown</source>
        <translation>die Lage im Patienten fehlt (kein %1), links und rechts sind unbekannt</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Following the aorta</source>
        <translation>Aorta verfolgen</translation>
    </message>
    <message>
        <source>%1: the edited centreline %2; the proposed one is used.</source>
        <translation>%1: Die korrigierte Mittellinie %2; verwendet wird die vorgeschlagene.</translation>
    </message>
    <message>
        <source>has fewer than two points</source>
        <translation>hat weniger als zwei Punkte</translation>
    </message>
    <message>
        <source>lies outside the vessel for most of its way</source>
        <translation>liegt größtenteils außerhalb des Gefäßes</translation>
    </message>
    <message>
        <source>%1: the edited centreline leaves the vessel for %2 mm; nothing is measured there.</source>
        <translation>%1: Die korrigierte Mittellinie verlässt das Gefäß auf %2 mm; dort wird nicht gemessen.</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 are %2 apart, others %3</source>
        <translation>%1 liegen %2 auseinander, andere %3</translation>
    </message>
    <message>
        <source>The slices from %1 on are not stacked along their normal: gantry tilt of %2 degrees.</source>
        <translation>Die Schichten ab %1 liegen nicht entlang ihrer Normalen: Gantry-Kippung von %2 Grad.</translation>
    </message>
    <message>
        <source>%1: ImageOrientationPatient is not two perpendicular directions, or ImagePositionPatient is far away.</source>
        <translation>%1: ImageOrientationPatient nennt keine zwei senkrechten Richtungen, oder ImagePositionPatient liegt weit entfernt.</translation>
    </message>
    <message>
        <source>%1 off an even stack of slices; at most %2 is placed as exact.</source>
        <translation>%1 neben einem gleichmäßigen Stapel; als genau gelten höchstens %2.</translation>
    </message>
    <message>
        <source>orientation, matrix or spacing</source>
        <translation>Orientierung, Matrix oder Abstand</translation>
    </message>
    <message>
        <source>has no RescaleSlope and RescaleIntercept</source>
        <translation>hat weder RescaleSlope noch RescaleIntercept</translation>
    </message>
    <message>
        <source>has a RescaleSlope of zero</source>
        <translation>hat einen RescaleSlope von null</translation>
    </message>
    <message>
        <source>has values of another unit than HU</source>
        <translation>hat Werte in anderer Einheit als HU</translation>
    </message>
    <message>
        <source>has no grey pixels of 8 or 16 bits</source>
        <translation>hat keine grauen Pixel mit 8 oder 16 Bit</translation>
    </message>
    <message>
        <source>sequences nested or inflated beyond what an image needs</source>
        <translation>Sequenzen über das Maß eines Bildes verschachtelt oder aufgebläht</translation>
    </message>
    <message>
        <source>damaged or truncated (%1)</source>
        <translation>beschädigt oder abgeschnitten (%1)</translation>
    </message>
    <message>
        <source>asks for more memory than there is</source>
        <translation>verlangt mehr Speicher als vorhanden</translation>
    </message>
    <message>
        <source>has no matrix size</source>
        <translation>hat keine Matrixgröße</translation>
    </message>
    <message>
        <source>claims a matrix of %1 x %2</source>
        <translation>nennt eine Matrix von %1 x %2</translation>
    </message>
    <message>
        <source>claims %1 frames</source>
        <translation>nennt %1 Frames</translation>
    </message>
    <message>
        <source>describes another number of frames than it holds</source>
        <translation>beschreibt eine andere Zahl Frames, als es enthält</translation>
    </message>
    <message>
        <source>has an unsupported transfer syntax</source>
        <translation>hat eine nicht unterstützte Transfersyntax</translation>
    </message>
    <message>
        <source>its JPEG 2000 stream is in colour</source>
        <translation>der JPEG-2000-Strom ist farbig</translation>
    </message>
    <message>
        <source>its JPEG 2000 stream has another size than the header</source>
        <translation>der JPEG-2000-Strom hat eine andere Größe als der Header</translation>
    </message>
    <message>
        <source>its JPEG 2000 stream has more than 16 bits</source>
        <translation>der JPEG-2000-Strom hat mehr als 16 Bit</translation>
    </message>
    <message>
        <source>its JPEG 2000 stream is signed, the header is not</source>
        <translation>der JPEG-2000-Strom ist vorzeichenbehaftet, der Header nicht</translation>
    </message>
    <message>
        <source>its JPEG 2000 stream is damaged</source>
        <translation>der JPEG-2000-Strom ist beschädigt</translation>
    </message>
    <message>
        <source>the JPEG 2000 decoder could not be started</source>
        <translation>der JPEG-2000-Dekoder ließ sich nicht starten</translation>
    </message>
    <message>
        <source>cannot be read any more</source>
        <translation>ist nicht mehr lesbar</translation>
    </message>
    <message>
        <source>uses the unsupported transfer syntax %1</source>
        <translation>nutzt die nicht unterstützte Transfersyntax %1</translation>
    </message>
    <message>
        <source>has no such frame</source>
        <translation>hat keinen solchen Frame</translation>
    </message>
    <message>
        <source>is in colour</source>
        <translation>ist farbig</translation>
    </message>
    <message>
        <source>packs its pixels in an unsupported way</source>
        <translation>packt die Pixel auf nicht unterstützte Weise</translation>
    </message>
    <message>
        <source>holds fewer pixels than its header says: it is truncated</source>
        <translation>enthält weniger Pixel als im Header: abgeschnitten</translation>
    </message>
    <message>
        <source>holds more pixels than its header says</source>
        <translation>enthält mehr Pixel als im Header</translation>
    </message>
    <message>
        <source>claims compressed pixels but holds none</source>
        <translation>nennt komprimierte Pixel, enthält aber keine</translation>
    </message>
    <message>
        <source>holds fewer frames than its header says: it is truncated</source>
        <translation>enthält weniger Frames als im Header: abgeschnitten</translation>
    </message>
    <message>
        <source>divides its compressed frames in a way that cannot be told apart</source>
        <translation>teilt die komprimierten Frames nicht unterscheidbar</translation>
    </message>
    <message>
        <source>is damaged</source>
        <translation>ist beschädigt</translation>
    </message>
    <message>
        <source>its compressed picture has another size than the header</source>
        <translation>das komprimierte Bild hat eine andere Größe als der Header</translation>
    </message>
    <message>
        <source>its compressed picture is truncated</source>
        <translation>das komprimierte Bild ist abgeschnitten</translation>
    </message>
    <message>
        <source>its pixels cannot be decoded (%1)</source>
        <translation>die Pixel sind nicht dekodierbar (%1)</translation>
    </message>
    <message>
        <source>it claims more than 2147483647 voxels</source>
        <translation>sie nennt mehr als 2147483647 Voxel</translation>
    </message>
    <message>
        <source>its position or orientation is not a number</source>
        <translation>Lage oder Orientierung ist keine Zahl</translation>
    </message>
    <message>
        <source>a voxel size of %1 mm is not that of a CT</source>
        <translation>eine Voxelgröße von %1 mm ist nicht die eines CT</translation>
    </message>
    <message>
        <source>it lies more than 100 m from its origin</source>
        <translation>sie liegt mehr als 100 m vom Ursprung</translation>
    </message>
    <message>
        <source>it is an Analyze 7.5 file or damaged (no NIfTI mark); Analyze does not say where left is</source>
        <translation>es ist eine Analyze-7.5-Datei oder beschädigt (keine NIfTI-Marke); Analyze nennt nicht, wo links ist</translation>
    </message>
    <message>
        <source>its number of dimensions is not 1 to 7</source>
        <translation>die Zahl der Dimensionen ist nicht 1 bis 7</translation>
    </message>
    <message>
        <source>its size along axis %1 is %2</source>
        <translation>die Größe entlang Achse %1 ist %2</translation>
    </message>
    <message>
        <source>it holds several images (size %1 along axis %2); extract one first</source>
        <translation>sie enthält mehrere Bilder (Größe %1 entlang Achse %2); zuerst eines herauslösen</translation>
    </message>
    <message>
        <source>it holds colours, not numbers</source>
        <translation>sie enthält Farben, keine Zahlen</translation>
    </message>
    <message>
        <source>it holds complex numbers</source>
        <translation>sie enthält komplexe Zahlen</translation>
    </message>
    <message>
        <source>its voxel type %1 is not supported</source>
        <translation>der Voxeltyp %1 wird nicht unterstützt</translation>
    </message>
    <message>
        <source>its voxel type and its bits per voxel (%1) disagree</source>
        <translation>Voxeltyp und Bits je Voxel (%1) widersprechen sich</translation>
    </message>
    <message>
        <source>the place where its voxels begin is wrong</source>
        <translation>der Beginn der Voxel ist falsch</translation>
    </message>
    <message>
        <source>its unit of length is not known</source>
        <translation>die Längeneinheit ist unbekannt</translation>
    </message>
    <message>
        <source>its intensity scale is not a number</source>
        <translation>die Intensitätsskala ist keine Zahl</translation>
    </message>
    <message>
        <source>its orientation (qform) is not a rotation</source>
        <translation>die Orientierung (qform) ist keine Drehung</translation>
    </message>
    <message>
        <source>a voxel size in its header is not positive</source>
        <translation>eine Voxelgröße im Header ist nicht positiv</translation>
    </message>
    <message>
        <source>its orientation (qform) is not a number</source>
        <translation>die Orientierung (qform) ist keine Zahl</translation>
    </message>
    <message>
        <source>its voxels are in another file, which is not named</source>
        <translation>die Voxel liegen in einer anderen, nicht genannten Datei</translation>
    </message>
    <message>
        <source>its header describes %1 bytes, which a compressed file of %2 bytes cannot hold</source>
        <translation>der Header beschreibt %1 Byte, die eine komprimierte Datei von %2 Byte nicht fassen kann</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in its header is not made of numbers</source>
        <translation>„%1“ im Header besteht nicht aus Zahlen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in its header needs %2 numbers</source>
        <translation>„%1“ im Header braucht %2 Zahlen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in its header is not a size</source>
        <translation>„%1“ im Header ist keine Größe</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing in its header</source>
        <translation>„%1“ fehlt im Header</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in its header is neither True nor False</source>
        <translation>„%1“ im Header ist weder True noch False</translation>
    </message>
    <message>
        <source>its header says &quot;%1&quot; twice</source>
        <translation>der Header nennt „%1“ zweimal</translation>
    </message>
    <message>
        <source>its voxels are not in one file of the same folder</source>
        <translation>die Voxel liegen nicht in einer Datei desselben Ordners</translation>
    </message>
    <message>
        <source>the file of its voxels is missing</source>
        <translation>die Datei der Voxel fehlt</translation>
    </message>
    <message>
        <source>it claims more voxels than a file can hold</source>
        <translation>sie nennt mehr Voxel, als eine Datei fasst</translation>
    </message>
    <message>
        <source>its header describes %1 bytes of voxels, the file holds fewer</source>
        <translation>der Header beschreibt %1 Byte Voxel, die Datei enthält weniger</translation>
    </message>
    <message>
        <source>its header describes %1 bytes of voxels, the file holds more</source>
        <translation>der Header beschreibt %1 Byte Voxel, die Datei enthält mehr</translation>
    </message>
    <message>
        <source>its header is contradictory</source>
        <translation>der Header widerspricht sich</translation>
    </message>
    <message>
        <source>its header places it twice</source>
        <translation>der Header legt die Lage zweimal fest</translation>
    </message>
    <message>
        <source>it does not hold an image</source>
        <translation>sie enthält kein Bild</translation>
    </message>
    <message>
        <source>its voxels are written as text</source>
        <translation>die Voxel sind als Text geschrieben</translation>
    </message>
    <message>
        <source>it holds several numbers per voxel</source>
        <translation>sie enthält mehrere Zahlen je Voxel</translation>
    </message>
    <message>
        <source>its voxels follow a foreign header</source>
        <translation>vor den Voxeln steht ein fremder Header</translation>
    </message>
    <message>
        <source>its intensities are scaled</source>
        <translation>die Intensitäten sind skaliert</translation>
    </message>
    <message>
        <source>the size of its compressed data is wrong</source>
        <translation>die Größe der komprimierten Daten ist falsch</translation>
    </message>
    <message>
        <source>its encoding is neither raw nor gzip</source>
        <translation>die Kodierung ist weder raw noch gzip</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2.</source>
        <translation>%1 ist nicht verwendbar: %2.</translation>
    </message>
    <message>
        <source>it is damaged, or no JSON</source>
        <translation>sie ist beschädigt oder kein JSON</translation>
    </message>
    <message>
        <source>it is no review of Valvista</source>
        <translation>es ist keine Sichtung von Valvista</translation>
    </message>
    <message>
        <source>its version is none that this program can read</source>
        <translation>diese Version ist nicht lesbar</translation>
    </message>
    <message>
        <source>there is no such file, or it cannot be opened</source>
        <translation>die Datei existiert nicht oder lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no object</source>
        <translation>„%1“ ist kein Objekt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds something unknown</source>
        <translation>„%1“ enthält Unbekanntes</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no text</source>
        <translation>„%1“ ist kein Text</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds something that is no number</source>
        <translation>„%1“ enthält etwas, das keine Zahl ist</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds a number out of range</source>
        <translation>„%1“ enthält eine Zahl außerhalb des Bereichs</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds a point without three coordinates</source>
        <translation>„%1“ enthält einen Punkt ohne drei Koordinaten</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has the wrong number of points</source>
        <translation>„%1“ hat die falsche Anzahl Punkte</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no list, or too long a one</source>
        <translation>„%1“ ist keine Liste oder eine zu lange</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none that is known</source>
        <translation>„%1“ ist unbekannt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is empty or there twice</source>
        <translation>„%1“ ist leer oder doppelt</translation>
    </message>
    <message>
        <source>Starting %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>%1 has not answered for %2 s</source>
        <translation>%1 antwortet seit %2 s nicht</translation>
    </message>
    <message>
        <source>Loading the network</source>
        <translation>Netz laden</translation>
    </message>
    <message>
        <source>window %1 of %2</source>
        <translation>Teilvolumen %1 von %2</translation>
    </message>
    <message>
        <source>The labels were made by the model %1 and have not been corrected by a person.</source>
        <translation>Die Labels stammen vom Modell %1 und wurden von niemandem korrigiert.</translation>
    </message>
    <message>
        <source>The command that starts the worker has a quote that does not end.</source>
        <translation>Im Befehl, der das Rechenprogramm startet, fehlt ein schließendes Anführungszeichen.</translation>
    </message>
    <message>
        <source>The command that starts the worker is empty.</source>
        <translation>Der Befehl, der das Rechenprogramm startet, ist leer.</translation>
    </message>
    <message>
        <source>There is no pipe to the worker: %1.</source>
        <translation>Keine Verbindung (Pipe) zum Rechenprogramm: %1.</translation>
    </message>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation>%1 ließ sich nicht starten: %2.</translation>
    </message>
    <message>
        <source>%1 did not answer in time and was stopped.</source>
        <translation>%1 antwortete nicht rechtzeitig und wurde beendet.</translation>
    </message>
    <message>
        <source>%1 ended before it gave an answer.</source>
        <translation>%1 endete ohne Antwort.</translation>
    </message>
    <message>
        <source>%1 closed its output without ending.</source>
        <translation>%1 schloss seine Ausgabe, ohne zu enden.</translation>
    </message>
    <message>
        <source>%1 was ended by signal %2.</source>
        <translation>%1 wurde durch Signal %2 beendet.</translation>
    </message>
    <message>
        <source>%1 was ended by signal %2. It said: %3</source>
        <translation>%1 wurde durch Signal %2 beendet. Meldung: %3</translation>
    </message>
    <message>
        <source>%1 was ended by signal %2 (killed, which the system does when memory runs out).</source>
        <translation>%1 wurde durch Signal %2 beendet (vom System abgebrochen, wie bei Speichermangel).</translation>
    </message>
    <message>
        <source>%1 was ended by signal %2 (killed, which the system does when memory runs out). It said: %3</source>
        <translation>%1 wurde durch Signal %2 beendet (vom System abgebrochen, wie bei Speichermangel). Meldung: %3</translation>
    </message>
    <message>
        <source>%1 failed with exit code %2.</source>
        <translation>%1 endete mit Exit-Code %2.</translation>
    </message>
    <message>
        <source>%1 failed with exit code %2. It said: %3</source>
        <translation>%1 endete mit Exit-Code %2. Meldung: %3</translation>
    </message>
    <message>
        <source>%1 failed with exit code %2; the program, LibTorch or another library it needs is missing.</source>
        <translation>%1 endete mit Exit-Code %2; das Programm, LibTorch oder eine andere benötigte Bibliothek fehlt.</translation>
    </message>
    <message>
        <source>%1 failed with exit code %2; the program, LibTorch or another library it needs is missing. It said: %3</source>
        <translation>%1 endete mit Exit-Code %2; das Programm, LibTorch oder eine andere benötigte Bibliothek fehlt. Meldung: %3</translation>
    </message>
    <message>
        <source>%1 gave an answer that cannot be understood.</source>
        <translation>%1 gab eine unverständliche Antwort.</translation>
    </message>
    <message>
        <source>%1 gave an answer that does not end.</source>
        <translation>%1 gab eine Antwort ohne Ende.</translation>
    </message>
    <message>
        <source>%1 gave label %2, which the model does not have.</source>
        <translation>%1 lieferte Label %2, das es im Modell nicht gibt.</translation>
    </message>
    <message>
        <source>the first line is no greeting</source>
        <translation>die erste Zeile ist keine Begrüßung</translation>
    </message>
    <message>
        <source>another protocol is spoken (version %1 instead of %2)</source>
        <translation>es spricht ein anderes Protokoll (Version %1 statt %2)</translation>
    </message>
    <message>
        <source>The worker cannot understand what it is asked: %1.</source>
        <translation>Das Rechenprogramm versteht den Auftrag nicht: %1.</translation>
    </message>
    <message>
        <source>&quot;type&quot; is not known</source>
        <translation>„type“ ist unbekannt</translation>
    </message>
    <message>
        <source>&quot;ct&quot; is not a grid</source>
        <translation>„ct“ ist kein Gitter</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is out of range</source>
        <translation>„%1“ liegt außerhalb des Bereichs</translation>
    </message>
    <message>
        <source>&quot;size&quot; is out of range</source>
        <translation>„size“ liegt außerhalb des Bereichs</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is negative</source>
        <translation>„%1“ ist negativ</translation>
    </message>
    <message>
        <source>&quot;precision&quot; is not auto, float32, bfloat16 or float16</source>
        <translation>„precision“ ist weder auto, float32, bfloat16 noch float16</translation>
    </message>
    <message>
        <source>&quot;overlap&quot; is not between 0 and 0.9</source>
        <translation>„overlap“ liegt nicht zwischen 0 und 0,9</translation>
    </message>
    <message>
        <source>There is no shared memory: %1.</source>
        <translation>Es gibt keinen gemeinsamen Speicher: %1.</translation>
    </message>
    <message>
        <source>There is not enough shared memory: %1.</source>
        <translation>Der gemeinsame Speicher reicht nicht: %1.</translation>
    </message>
    <message>
        <source>Shared memory could not be opened: %1.</source>
        <translation>Der gemeinsame Speicher ließ sich nicht öffnen: %1.</translation>
    </message>
    <message>
        <source>Shared memory could not be mapped: %1.</source>
        <translation>Der gemeinsame Speicher ließ sich nicht einblenden: %1.</translation>
    </message>
    <message>
        <source>Shared memory holds less than it should.</source>
        <translation>Der gemeinsame Speicher ist kleiner als nötig.</translation>
    </message>
    <message>
        <source>There is no precision &quot;%1&quot;.</source>
        <translation>Es gibt keine Rechengenauigkeit „%1“.</translation>
    </message>
    <message>
        <source>The device &quot;%1&quot; cannot be used here.</source>
        <translation>Die Recheneinheit „%1“ ist hier nicht verwendbar.</translation>
    </message>
    <message>
        <source>The overlap of windows must be from 0 to below 1.</source>
        <translation>Die Überlappung der Teilvolumina muss mindestens 0 und kleiner als 1 sein.</translation>
    </message>
    <message>
        <source>A window or volume without voxels.</source>
        <translation>Ein Teilvolumen oder Volumen ohne Voxel.</translation>
    </message>
    <message>
        <source>Segmenting this CT with %1 needs %2 of the device&apos;s memory, of which %3 are free.</source>
        <translation>Die Segmentierung dieses CT mit %1 braucht %2 Speicher der Recheneinheit; frei sind %3.</translation>
    </message>
    <message>
        <source>Segmenting this CT with %1 needs %2 of memory; the limit is %3.</source>
        <translation>Die Segmentierung dieses CT mit %1 braucht %2 Speicher; die Grenze ist %3.</translation>
    </message>
    <message>
        <source>Memory ran out on %1 even with one window at a time. Close other programs, or use a model with coarser spacing or a smaller patch.</source>
        <translation>Der Speicher von %1 reichte selbst für einzelne Teilvolumina nicht. Andere Programme schließen oder ein Modell mit größerem Voxelabstand oder kleineren Teilvolumina verwenden.</translation>
    </message>
    <message>
        <source>Memory ran out on %1 even with one window at a time. Close other programs, or compute on the processor (device &quot;cpu&quot;).</source>
        <translation>Der Speicher von %1 reichte selbst für einzelne Teilvolumina nicht. Andere Programme schließen oder auf dem Prozessor rechnen (Recheneinheit „cpu“).</translation>
    </message>
    <message>
        <source>Memory ran out while segmenting. Close other programs, or set a memory limit below what is free.</source>
        <translation>Der Speicher reichte für die Segmentierung nicht. Andere Programme schließen oder eine Speichergrenze unter dem freien Speicher setzen.</translation>
    </message>
    <message>
        <source>The network could not be computed on %1; try another device or float32 precision.</source>
        <translation>Das Netz ließ sich auf %1 nicht berechnen; eine andere Recheneinheit oder float32 versuchen.</translation>
    </message>
    <message>
        <source>LibTorch failed while segmenting (device &quot;%1&quot;). Another device or float32 precision may work; please report it.</source>
        <translation>LibTorch versagte bei der Segmentierung (Recheneinheit „%1“). Vielleicht gelingt es mit einer anderen Recheneinheit oder float32; bitte melden.</translation>
    </message>
    <message>
        <source>The network cannot be set up on device &quot;%1&quot;.</source>
        <translation>Das Netz lässt sich auf der Recheneinheit „%1“ nicht einrichten.</translation>
    </message>
    <message>
        <source>There is not enough memory on device &quot;%1&quot; to set up the network.</source>
        <translation>Der Speicher der Recheneinheit „%1“ reicht nicht, um das Netz einzurichten.</translation>
    </message>
    <message>
        <source>The network gives an output of another shape than its %1 classes need.</source>
        <translation>Die Ausgabe des Netzes hat eine andere Form, als seine %1 Klassen verlangen.</translation>
    </message>
    <message>
        <source>The model has no class &quot;%1&quot;.</source>
        <translation>Das Modell hat keine Klasse „%1“.</translation>
    </message>
    <message>
        <source>The model&apos;s orientation &quot;%1&quot; is none of the 48, such as RAS.</source>
        <translation>Die Orientierung „%1“ des Modells ist keine der 48 möglichen, etwa RAS.</translation>
    </message>
    <message>
        <source>The model&apos;s spacing must be positive.</source>
        <translation>Der Voxelabstand des Modells muss positiv sein.</translation>
    </message>
    <message>
        <source>The weights of the model cannot be read: %1.</source>
        <translation>Die Gewichte des Modells sind nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>The model lacks tensor &quot;%1&quot;.</source>
        <translation>Dem Modell fehlt der Tensor „%1“.</translation>
    </message>
    <message>
        <source>The network has no tensor &quot;%1&quot;; the model is for another one.</source>
        <translation>Das Netz hat keinen Tensor „%1“; das Modell gehört zu einem anderen.</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; of the model is of type %2; weights are F32, F16 or BF16.</source>
        <translation>Der Tensor „%1“ des Modells ist vom Typ %2; Gewichte sind F32, F16 oder BF16.</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; of the model holds numbers that are not finite.</source>
        <translation>Der Tensor „%1“ des Modells enthält Zahlen, die nicht endlich sind.</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; of the model has shape %2, the network needs %3.</source>
        <translation>Der Tensor „%1“ des Modells hat die Form %2, das Netz braucht %3.</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; of the model is not that of a window of 7 voxels.</source>
        <translation>Der Tensor „%1“ des Modells ist nicht der eines Fensters von 7 Voxeln.</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; of the model is not what this network needs.</source>
        <translation>Der Tensor „%1“ des Modells ist nicht der, den dieses Netz braucht.</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; of the model holds whole numbers.</source>
        <translation>Der Tensor „%1“ des Modells enthält ganze Zahlen.</translation>
    </message>
    <message>
        <source>Tensor &quot;%1&quot; of the model holds no whole number.</source>
        <translation>Der Tensor „%1“ des Modells enthält keine ganze Zahl.</translation>
    </message>
    <message>
        <source>Network %1 needs patches whose sides are multiples of %2 voxels and at least %3.</source>
        <translation>Das Netz %1 braucht Teilvolumina, deren Kanten Vielfache von %2 Voxeln sind und mindestens %3 Voxel messen.</translation>
    </message>
    <message>
        <source>The model %1 was refused: %2.</source>
        <translation>Das Modell %1 wurde abgelehnt: %2.</translation>
    </message>
    <message>
        <source>The model that was sent was refused: %1.</source>
        <translation>Das gesendete Modell wurde abgelehnt: %1.</translation>
    </message>
    <message>
        <source>The model was not installed: %1.</source>
        <translation>Das Modell wurde nicht installiert: %1.</translation>
    </message>
    <message>
        <source>There is no folder for models: neither VALVISTA_MODELS nor HOME is set.</source>
        <translation>Es gibt keinen Ordner für Modelle: Weder VALVISTA_MODELS noch HOME ist gesetzt.</translation>
    </message>
    <message>
        <source>The folder of models cannot be read: %1.</source>
        <translation>Der Ordner mit Modellen ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>the store has another or a damaged model in %1</source>
        <translation>unter den installierten Modellen liegt in %1 ein anderes oder beschädigtes</translation>
    </message>
    <message>
        <source>%1 is not the file that the manifest&apos;s sha256 names</source>
        <translation>%1 ist nicht die Datei, die sha256 im Manifest nennt</translation>
    </message>
    <message>
        <source>manifest.json is missing</source>
        <translation>manifest.json fehlt</translation>
    </message>
    <message>
        <source>%1.safetensors is missing</source>
        <translation>%1.safetensors fehlt</translation>
    </message>
    <message>
        <source>manifest.json is a link</source>
        <translation>manifest.json ist ein Link</translation>
    </message>
    <message>
        <source>%1.safetensors is a link</source>
        <translation>%1.safetensors ist ein Link</translation>
    </message>
    <message>
        <source>manifest.json is not a file</source>
        <translation>manifest.json ist keine Datei</translation>
    </message>
    <message>
        <source>%1.safetensors is not a file</source>
        <translation>%1.safetensors ist keine Datei</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>sie ist zu lang</translation>
    </message>
    <message>
        <source>no permission to read it</source>
        <translation>keine Leseberechtigung</translation>
    </message>
    <message>
        <source>the file grew while it was read</source>
        <translation>die Datei wuchs beim Lesen</translation>
    </message>
    <message>
        <source>manifest.json: %1</source>
        <translation>manifest.json: %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %2</source>
        <translation>„%1“: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not &quot;%2&quot;</source>
        <translation>„%1“ ist nicht „%2“</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is %2, this program reads version %3</source>
        <translation>„%1“ ist %2, dieses Programm liest Version %3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is &quot;%2&quot;; there are: %3</source>
        <translation>„%1“ ist „%2“; es gibt: %3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not have 1 to %2 bytes</source>
        <translation>„%1“ hat nicht 1 bis %2 Byte</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is longer than %2 bytes</source>
        <translation>„%1“ ist länger als %2 Byte</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has a control character</source>
        <translation>„%1“ enthält ein Steuerzeichen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not in %2 to %3</source>
        <translation>„%1“ liegt nicht zwischen %2 und %3</translation>
    </message>
    <message>
        <source>&quot;label&quot; is not in 0 to 255</source>
        <translation>„label“ liegt nicht zwischen 0 und 255</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not have %2 numbers</source>
        <translation>„%1“ hat nicht %2 Zahlen</translation>
    </message>
    <message>
        <source>&quot;patch_size&quot; does not have 3 numbers</source>
        <translation>„patch_size“ hat nicht 3 Zahlen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not rise from its first number to its second</source>
        <translation>„%1“ steigt nicht von der ersten zur zweiten Zahl</translation>
    </message>
    <message>
        <source>two classes are named &quot;%1&quot;</source>
        <translation>zwei Klassen heißen „%1“</translation>
    </message>
    <message>
        <source>two classes have the label %1</source>
        <translation>zwei Klassen haben das Label %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not have 2 to %2 entries</source>
        <translation>„%1“ hat nicht 2 bis %2 Einträge</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not begin with the background, label 0</source>
        <translation>„%1“ beginnt nicht mit dem Hintergrund, Label 0</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has a letter that is none of L, R, P, A, S, I</source>
        <translation>„%1“ enthält einen anderen Buchstaben als L, R, P, A, S, I</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not name each axis once</source>
        <translation>„%1“ nennt nicht jede Achse einmal</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a multiple of %2 in %3 to %4, which this network needs</source>
        <translation>„%1“ ist kein Vielfaches von %2 zwischen %3 und %4, wie es dieses Netz braucht</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not the name of a .safetensors file in the model&apos;s folder</source>
        <translation>„%1“ ist nicht der Name einer .safetensors-Datei im Ordner des Modells</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not have 64 lower-case hex digits</source>
        <translation>„%1“ hat nicht 64 kleingeschriebene Hexadezimalziffern</translation>
    </message>
    <message>
        <source>&quot;channels&quot; does not have 2 to %1 numbers</source>
        <translation>„channels“ hat nicht 2 bis %1 Zahlen</translation>
    </message>
    <message>
        <source>&quot;strides&quot; does not have one number less than &quot;channels&quot;</source>
        <translation>„strides“ hat nicht eine Zahl weniger als „channels“</translation>
    </message>
    <message>
        <source>&quot;feature_size&quot; is not a multiple of %1</source>
        <translation>„feature_size“ ist kein Vielfaches von %1</translation>
    </message>
    <message>
        <source>it is not a safetensors file</source>
        <translation>es ist keine safetensors-Datei</translation>
    </message>
    <message>
        <source>it is larger than 4 GiB</source>
        <translation>sie ist größer als 4 GiB</translation>
    </message>
    <message>
        <source>its header is said to be longer than the file or than 100 MB</source>
        <translation>der Header wäre länger als die Datei oder als 100 MB</translation>
    </message>
    <message>
        <source>numbers of the unknown type &quot;%1&quot;</source>
        <translation>Zahlen vom unbekannten Typ „%1“</translation>
    </message>
    <message>
        <source>a negative size</source>
        <translation>eine negative Größe</translation>
    </message>
    <message>
        <source>data_offsets are no range</source>
        <translation>data_offsets ist kein Bereich</translation>
    </message>
    <message>
        <source>its shape is too large</source>
        <translation>die Form ist zu groß</translation>
    </message>
    <message>
        <source>its range has %1 bytes, its shape needs %2</source>
        <translation>der Bereich hat %1 Byte, die Form braucht %2</translation>
    </message>
    <message>
        <source>the tensor &quot;%1&quot; reaches beyond the end of the file</source>
        <translation>der Tensor „%1“ reicht über das Dateiende hinaus</translation>
    </message>
    <message>
        <source>the tensor &quot;%1&quot; overlaps another one</source>
        <translation>der Tensor „%1“ überlappt einen anderen</translation>
    </message>
    <message>
        <source>there is a gap before the tensor &quot;%1&quot;</source>
        <translation>vor dem Tensor „%1“ ist eine Lücke</translation>
    </message>
    <message>
        <source>%1 bytes follow the last tensor</source>
        <translation>nach dem letzten Tensor folgen %1 Byte</translation>
    </message>
    <message>
        <source>is not an object</source>
        <translation>ist kein Objekt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing</source>
        <translation>„%1“ fehlt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known</source>
        <translation>„%1“ ist unbekannt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an object</source>
        <translation>„%1“ ist kein Objekt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a list</source>
        <translation>„%1“ ist keine Liste</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a list of numbers</source>
        <translation>„%1“ ist keine Liste von Zahlen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a list of whole numbers</source>
        <translation>„%1“ ist keine Liste ganzer Zahlen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a text</source>
        <translation>„%1“ ist kein Text</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a number</source>
        <translation>„%1“ ist keine Zahl</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a whole number</source>
        <translation>„%1“ ist keine ganze Zahl</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not true or false</source>
        <translation>„%1“ ist weder true noch false</translation>
    </message>
    <message>
        <source>it is longer than %1 bytes</source>
        <translation>sie ist länger als %1 Byte</translation>
    </message>
    <message>
        <source>line %1, byte %2: %3</source>
        <translation>Zeile %1, Byte %2: %3</translation>
    </message>
    <message>
        <source>something follows the end</source>
        <translation>nach dem Ende folgt noch etwas</translation>
    </message>
    <message>
        <source>it has too many values</source>
        <translation>sie enthält zu viele Werte</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>sie ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>the text ends too early</source>
        <translation>der Text endet zu früh</translation>
    </message>
    <message>
        <source>this is no JSON value</source>
        <translation>dies ist kein JSON-Wert</translation>
    </message>
    <message>
        <source>a comma or ] is missing</source>
        <translation>ein Komma oder ] fehlt</translation>
    </message>
    <message>
        <source>a comma or } is missing</source>
        <translation>ein Komma oder } fehlt</translation>
    </message>
    <message>
        <source>a colon is missing</source>
        <translation>ein Doppelpunkt fehlt</translation>
    </message>
    <message>
        <source>a key in quotes is missing</source>
        <translation>ein Schlüssel in Anführungszeichen fehlt</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; occurs twice</source>
        <translation>der Schlüssel „%1“ kommt zweimal vor</translation>
    </message>
    <message>
        <source>a control character in a text</source>
        <translation>ein Steuerzeichen in einem Text</translation>
    </message>
    <message>
        <source>a text is not UTF-8</source>
        <translation>ein Text ist nicht UTF-8</translation>
    </message>
    <message>
        <source>a text has no end</source>
        <translation>ein Text hat kein Ende</translation>
    </message>
    <message>
        <source>an unknown escape in a text</source>
        <translation>eine unbekannte Escape-Folge in einem Text</translation>
    </message>
    <message>
        <source>an escape in a text needs four hex digits</source>
        <translation>eine Escape-Folge in einem Text braucht vier Hexadezimalziffern</translation>
    </message>
    <message>
        <source>half of a surrogate pair in a text</source>
        <translation>ein halbes Surrogatpaar in einem Text</translation>
    </message>
    <message>
        <source>a digit is missing in a number</source>
        <translation>in einer Zahl fehlt eine Ziffer</translation>
    </message>
    <message>
        <source>a number begins with 0</source>
        <translation>eine Zahl beginnt mit 0</translation>
    </message>
    <message>
        <source>a number is out of range</source>
        <translation>eine Zahl liegt außerhalb des Bereichs</translation>
    </message>
    <message>
        <source>a number is not finite</source>
        <translation>eine Zahl ist nicht endlich</translation>
    </message>
    <message>
        <source>Overlap with each structure and the right label at each voxel: a quarter Dice, three quarters cross-entropy.</source>
        <translation>Überlappung mit jeder Struktur und das richtige Label an jedem Voxel: ein Viertel Dice, drei Viertel Kreuzentropie.</translation>
    </message>
    <message>
        <source>The right label at each voxel, hard voxels counting more.</source>
        <translation>Das richtige Label an jedem Voxel, schwierige zählen mehr.</translation>
    </message>
    <message>
        <source>How much of the core of each structure is found, so that thin vessels do not break.</source>
        <translation>Wie viel vom Kern jeder Struktur gefunden wird, damit dünne Gefäße nicht abreißen.</translation>
    </message>
    <message>
        <source>Skeleton recall with hard voxels counting more, as printed in the paper. It is smallest at a probability of 1/3, not at 1, and may suppress a structure; a weight of 0.1 is safer than 1.</source>
        <translation>Skeleton Recall, schwierige Voxel zählen mehr, wie im Paper gedruckt. Er ist bei einer Wahrscheinlichkeit von 1/3 am kleinsten, nicht bei 1, und kann eine Struktur unterdrücken; ein Gewicht von 0.1 ist sicherer als 1.</translation>
    </message>
    <message>
        <source>Skeleton recall with hard voxels counting more, the factor taken out of the gradient: it always draws towards a probability of 1.</source>
        <translation>Skeleton Recall, schwierige Voxel zählen mehr, der Faktor ohne Gradient: Er zieht immer zur Wahrscheinlichkeit 1.</translation>
    </message>
    <message>
        <source>Overlap and cross-entropy.</source>
        <translation>Überlappung und Kreuzentropie.</translation>
    </message>
    <message>
        <source>Focal loss alone.</source>
        <translation>Focal Loss allein.</translation>
    </message>
    <message>
        <source>Overlap, cross-entropy and unbroken vessels.</source>
        <translation>Überlappung, Kreuzentropie und ununterbrochene Gefäße.</translation>
    </message>
    <message>
        <source>Focal loss and unbroken vessels.</source>
        <translation>Focal Loss und ununterbrochene Gefäße.</translation>
    </message>
    <message>
        <source>The paper&apos;s own loss, L_FocalSK*, as printed.</source>
        <translation>Der eigene Loss des Papers, L_FocalSK*, wie gedruckt.</translation>
    </message>
    <message>
        <source>The paper&apos;s own loss with the focal factor taken out of the gradient.</source>
        <translation>Der eigene Loss des Papers, der Focal-Faktor ohne Gradient.</translation>
    </message>
    <message>
        <source>It holds values that are no whole numbers, such as %1 (%2 voxels).</source>
        <translation>Sie enthält Werte, die keine ganzen Zahlen sind, etwa %1 (%2 Voxel).</translation>
    </message>
    <message>
        <source>NaN or infinity</source>
        <translation>NaN oder unendlich</translation>
    </message>
    <message>
        <source>It holds the value %1 (%2 voxels), %3.</source>
        <translation>Sie enthält den Wert %1 (%2 Voxel), %3.</translation>
    </message>
    <message>
        <source>which dataset.json names, but no class of the model has that name</source>
        <translation>den dataset.json benennt, aber keine Klasse des Modells heißt so</translation>
    </message>
    <message>
        <source>which dataset.json does not name</source>
        <translation>den dataset.json nicht benennt</translation>
    </message>
    <message>
        <source>but a mask has one value beside 0</source>
        <translation>aber eine Maske hat einen Wert außer 0</translation>
    </message>
    <message>
        <source>It does not lie on the grid of the CT: it has %1 voxels, the CT %2.</source>
        <translation>Sie liegt nicht auf dem Gitter des CT: Sie hat %1 Voxel, das CT %2.</translation>
    </message>
    <message>
        <source>It does not lie on the grid of the CT: corners differ by %1 mm.</source>
        <translation>Sie liegt nicht auf dem Gitter des CT: Die Ecken weichen um %1 mm ab.</translation>
    </message>
    <message>
        <source>Its corners differ from those of the CT by %1 mm.</source>
        <translation>Ihre Ecken weichen von denen des CT um %1 mm ab.</translation>
    </message>
    <message>
        <source>There is no such mask; the case counts as one without this structure.</source>
        <translation>Diese Maske gibt es nicht; der Fall gilt als einer ohne diese Struktur.</translation>
    </message>
    <message>
        <source>There is not enough memory for it.</source>
        <translation>Der Speicher reicht dafür nicht.</translation>
    </message>
    <message>
        <source>&quot;labels&quot; does not name the model&apos;s class &quot;%1&quot;.</source>
        <translation>„labels“ nennt die Klasse „%1“ des Modells nicht.</translation>
    </message>
    <message>
        <source>It is the same CT as that of case %1.</source>
        <translation>Es ist dasselbe CT wie das von Fall %1.</translation>
    </message>
    <message>
        <source>No case has the model&apos;s class &quot;%1&quot;.</source>
        <translation>Kein Fall hat die Klasse „%1“ des Modells.</translation>
    </message>
    <message>
        <source>%1 voxels are no numbers (NaN or infinite); they count as air.</source>
        <translation>%1 Voxel sind keine Zahlen (NaN oder unendlich); sie gelten als Luft.</translation>
    </message>
    <message>
        <source>%1 voxels are beyond what HU can be; they were limited.</source>
        <translation>%1 Voxel liegen außerhalb dessen, was HU sein können; sie wurden begrenzt.</translation>
    </message>
    <message>
        <source>It holds no numbers at all.</source>
        <translation>Sie enthält überhaupt keine Zahlen.</translation>
    </message>
    <message>
        <source>All voxels have the value %1.</source>
        <translation>Alle Voxel haben den Wert %1.</translation>
    </message>
    <message>
        <source>It holds no HU: values from %1 to %2; has it been normalised?</source>
        <translation>Sie enthält keine HU: Werte von %1 bis %2; wurde sie normalisiert?</translation>
    </message>
    <message>
        <source>It holds no HU: values from %1 to %2; has it been made a picture?</source>
        <translation>Sie enthält keine HU: Werte von %1 bis %2; wurde ein Bild daraus gemacht?</translation>
    </message>
    <message>
        <source>It has values from %1 to %2 and so no voxel of air or fat; is the intercept missing?</source>
        <translation>Sie hat Werte von %1 bis %2 und damit kein Voxel von Luft oder Fett; fehlt der Intercept?</translation>
    </message>
    <message>
        <source>Its voxels of %1 x %2 x %3 mm are unusual; is the unit wrong?</source>
        <translation>Voxel von %1 x %2 x %3 mm sind ungewöhnlich; stimmt die Einheit nicht?</translation>
    </message>
    <message>
        <source>It is smaller than a patch of the model: %1; patches are filled with air.</source>
        <translation>Sie ist kleiner als ein Ausschnitt des Modells: %1; Ausschnitte werden mit Luft aufgefüllt.</translation>
    </message>
    <message>
        <source>Its name has a comma, a quotation mark or a line break.</source>
        <translation>Ihr Name enthält ein Komma, ein Anführungszeichen oder einen Zeilenumbruch.</translation>
    </message>
    <message>
        <source>It labels nothing.</source>
        <translation>Sie enthält kein Label.</translation>
    </message>
    <message>
        <source>It has no voxel of %1.</source>
        <translation>Sie hat kein Voxel von %1.</translation>
    </message>
    <message>
        <source>Checking the dataset</source>
        <translation>Datensatz wird geprüft</translation>
    </message>
    <message>
        <source>It is the file of case %1 again.</source>
        <translation>Es ist noch einmal die Datei von Fall %1.</translation>
    </message>
    <message>
        <source>Its name differs from that of case %1 in capitals only.</source>
        <translation>Der Name unterscheidet sich von dem des Falls %1 nur in Groß- und Kleinschreibung.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>It is a link that leads back to itself.</source>
        <translation>Es ist ein Link, der auf sich selbst zurückführt.</translation>
    </message>
    <message>
        <source>It cannot be opened: %1.</source>
        <translation>Sie kann nicht geöffnet werden: %1.</translation>
    </message>
    <message>
        <source>It is a folder where a file should be.</source>
        <translation>Hier ist ein Ordner, wo eine Datei sein sollte.</translation>
    </message>
    <message>
        <source>It is not a file.</source>
        <translation>Es ist keine Datei.</translation>
    </message>
    <message>
        <source>%1: The folder cannot be read: %2.</source>
        <translation>%1: Der Ordner kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>There is no such folder of masks.</source>
        <translation>Diesen Ordner mit Masken gibt es nicht.</translation>
    </message>
    <message>
        <source>The folder holds no masks.</source>
        <translation>Der Ordner enthält keine Masken.</translation>
    </message>
    <message>
        <source>%1: There is no such folder.</source>
        <translation>%1: Diesen Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>%1: There is no such file beside imagesTr.</source>
        <translation>%1: Diese Datei gibt es neben imagesTr nicht.</translation>
    </message>
    <message>
        <source>%1: The folder is no dataset: it holds neither dataset.json with imagesTr and labelsTr, nor folders with ct.nii.gz and segmentations.</source>
        <translation>%1: Der Ordner ist kein Datensatz: Er enthält weder dataset.json mit imagesTr und labelsTr noch Ordner mit ct.nii.gz und segmentations.</translation>
    </message>
    <message>
        <source>No case can be used.</source>
        <translation>Kein Fall ist verwendbar.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names %2 channels; only datasets of one, the CT, can be used</source>
        <translation>„%1“ nennt %2 Kanäle; nur Datensätze mit einem, dem CT, sind verwendbar</translation>
    </message>
    <message>
        <source>&quot;labels&quot;: &quot;%1&quot; is a region of several values; regions cannot be used</source>
        <translation>„labels“: „%1“ ist eine Region aus mehreren Werten; Regionen sind nicht verwendbar</translation>
    </message>
    <message>
        <source>&quot;labels&quot;: the value of &quot;%1&quot; is not a whole number (nnU-Net v2 maps names to values)</source>
        <translation>„labels“: der Wert von „%1“ ist keine ganze Zahl (nnU-Net v2 ordnet Namen Werte zu)</translation>
    </message>
    <message>
        <source>&quot;labels&quot;: the value of &quot;%1&quot; is not in 0..255</source>
        <translation>„labels“: der Wert von „%1“ liegt nicht in 0..255</translation>
    </message>
    <message>
        <source>&quot;labels&quot;: &quot;%1&quot; and &quot;%2&quot; have the same value</source>
        <translation>„labels“: „%1“ und „%2“ haben denselben Wert</translation>
    </message>
    <message>
        <source>&quot;labels&quot;: no name has the value 0</source>
        <translation>„labels“: kein Name hat den Wert 0</translation>
    </message>
    <message>
        <source>&quot;labels&quot; names nothing but the background</source>
        <translation>„labels“ nennt nichts außer dem Hintergrund</translation>
    </message>
    <message>
        <source>&quot;file_ending&quot; is &quot;%1&quot;; only .nii.gz and .nii can be read</source>
        <translation>„file_ending“ ist „%1“; nur .nii.gz und .nii sind lesbar</translation>
    </message>
    <message>
        <source>Its name does not end in %1, as dataset.json says.</source>
        <translation>Der Name endet nicht auf %1, wie dataset.json sagt.</translation>
    </message>
    <message>
        <source>Its name does not end in _0000%1, the only channel of this dataset.</source>
        <translation>Der Name endet nicht auf _0000%1, den einzigen Kanal dieses Datensatzes.</translation>
    </message>
    <message>
        <source>The channel is named &quot;%1&quot;, not &quot;CT&quot;.</source>
        <translation>Der Kanal heißt „%1“, nicht „CT“.</translation>
    </message>
    <message>
        <source>&quot;numTraining&quot; is %1, but imagesTr holds %2 cases.</source>
        <translation>„numTraining“ ist %1, aber imagesTr enthält %2 Fälle.</translation>
    </message>
    <message>
        <source>&quot;patients&quot; names &quot;%1&quot;, which is no usable case.</source>
        <translation>„patients“ nennt „%1“, und das ist kein verwendbarer Fall.</translation>
    </message>
    <message>
        <source>(labels of %1) %2</source>
        <translation>(Labels von %1) %2</translation>
    </message>
    <message>
        <source>There is no CT of these labels in imagesTr.</source>
        <translation>Zu diesen Labels gibt es in imagesTr kein CT.</translation>
    </message>
    <message>
        <source>the dataset has no case &quot;%1&quot;</source>
        <translation>der Datensatz hat keinen Fall „%1“</translation>
    </message>
    <message>
        <source>case &quot;%1&quot; is named twice</source>
        <translation>Fall „%1“ ist zweimal genannt</translation>
    </message>
    <message>
        <source>the patient of case &quot;%1&quot; is in two parts, %2 and %3</source>
        <translation>der Patient von Fall „%1“ ist in zwei Teilen, %2 und %3</translation>
    </message>
    <message>
        <source>no case is trained on</source>
        <translation>mit keinem Fall wird trainiert</translation>
    </message>
    <message>
        <source>The dataset has %1 patients, too few to train, validate and test on different ones as asked.</source>
        <translation>Der Datensatz hat %1 Patienten, zu wenige, um wie gewünscht mit verschiedenen zu trainieren, zu validieren und zu testen.</translation>
    </message>
    <message>
        <source>nothing is left to train on</source>
        <translation>zum Training bleibt nichts übrig</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not divide the number of patches</source>
        <translation>„%1“ teilt die Zahl der Ausschnitte nicht</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no folder</source>
        <translation>„%1“ nennt keinen Ordner</translation>
    </message>
    <message>
        <source>The folder of the training could not be made: %1.</source>
        <translation>Der Ordner des Trainings konnte nicht angelegt werden: %1.</translation>
    </message>
    <message>
        <source>There is no folder for trainings: neither VALVISTA_TRAINING nor HOME is set.</source>
        <translation>Für Trainings gibt es keinen Ordner: weder VALVISTA_TRAINING noch HOME ist gesetzt.</translation>
    </message>
    <message>
        <source>The folder of trainings cannot be read: %1.</source>
        <translation>Der Ordner der Trainings kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>a cell is no number</source>
        <translation>eine Zelle ist keine Zahl</translation>
    </message>
    <message>
        <source>it is another table</source>
        <translation>es ist eine andere Tabelle</translation>
    </message>
    <message>
        <source>a line has another number of cells</source>
        <translation>eine Zeile hat eine andere Zahl von Zellen</translation>
    </message>
    <message>
        <source>%1 is no longer in the dataset.</source>
        <translation>%1 ist nicht mehr im Datensatz.</translation>
    </message>
    <message>
        <source>The folder of trainings cannot be written to.</source>
        <translation>In den Ordner der Trainings kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>No case was validated or held out, so nothing is known of this model.</source>
        <translation>Kein Fall wurde validiert oder zurückgehalten, daher ist von diesem Modell nichts bekannt.</translation>
    </message>
    <message>
        <source>The training went on since its model was compared. Compare it again.</source>
        <translation>Das Training ging weiter, seit sein Modell verglichen wurde. Bitte erneut vergleichen.</translation>
    </message>
    <message>
        <source>%1 is shorter than it was at the last checkpoint; the training cannot go on.</source>
        <translation>%1 ist kürzer als beim letzten Checkpoint; das Training kann nicht weitergehen.</translation>
    </message>
    <message>
        <source>No checkpoint of this training can be read. %1</source>
        <translation>Kein Checkpoint dieses Trainings kann gelesen werden. %1</translation>
    </message>
    <message>
        <source>The processes of this training see different checkpoints in its folder. Start all of them again with --resume.</source>
        <translation>Die Prozesse dieses Trainings sehen in seinem Ordner verschiedene Checkpoints. Alle mit --resume neu starten.</translation>
    </message>
    <message>
        <source>case %1 of %2</source>
        <translation>Fall %1 von %2</translation>
    </message>
    <message>
        <source>Preparing the dataset</source>
        <translation>Datensatz wird vorbereitet</translation>
    </message>
    <message>
        <source>Validating epoch %1</source>
        <translation>Epoche %1 wird validiert</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>The training is done</source>
        <translation>Das Training ist fertig</translation>
    </message>
    <message>
        <source>The training was stopped</source>
        <translation>Das Training wurde beendet</translation>
    </message>
    <message>
        <source>The training failed</source>
        <translation>Das Training ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Predicting the validation scans</source>
        <translation>Validierungsscans werden segmentiert</translation>
    </message>
    <message>
        <source>The training was stopped: %1 is no longer a number. Begin a new one with a learning rate of a third, a smaller gradient norm to clip at, more steps to warm up, or float32 precision.</source>
        <translation>Das Training wurde beendet: %1 ist keine Zahl mehr. Ein neues beginnen mit einem Drittel der Lernrate, einer kleineren Grenze der Gradientennorm, mehr Schritten zum Aufwärmen oder mit float32.</translation>
    </message>
    <message>
        <source>the loss</source>
        <translation>der Loss</translation>
    </message>
    <message>
        <source>the gradient</source>
        <translation>der Gradient</translation>
    </message>
    <message>
        <source>The training was stopped: the weights are no longer numbers. Begin a new one, from the best weights of this one or anew, with a learning rate of a third.</source>
        <translation>Das Training wurde beendet: Die Gewichte sind keine Zahlen mehr. Ein neues beginnen, von den besten Gewichten aus oder ganz neu, mit einem Drittel der Lernrate.</translation>
    </message>
    <message>
        <source>The dataset cannot be trained on: %1</source>
        <translation>Mit diesem Datensatz kann nicht trainiert werden: %1</translation>
    </message>
    <message>
        <source>The median probability on the tubes has stayed near 1/3 for 100 steps: the focal skeleton recall as printed draws it there. Train with focal_skeleton_recall_detached, or give this term a weight of 0.1 or less.</source>
        <translation>Der Median der Wahrscheinlichkeit auf den Schläuchen liegt seit 100 Schritten nahe 1/3: Der Focal Skeleton Recall, wie gedruckt, zieht ihn dorthin. Mit focal_skeleton_recall_detached trainieren oder diesem Summanden ein Gewicht von höchstens 0.1 geben.</translation>
    </message>
    <message>
        <source>There are more processes than patches in a step.</source>
        <translation>Es gibt mehr Prozesse als Ausschnitte in einem Schritt.</translation>
    </message>
    <message>
        <source>Memory ran out on %1. Compute a step in more parts (&quot;accumulate&quot;), take fewer patches, or a smaller patch.</source>
        <translation>Der Speicher auf %1 reicht nicht. Einen Schritt in mehr Teilen rechnen („accumulate“), weniger oder kleinere Ausschnitte nehmen.</translation>
    </message>
    <message>
        <source>LibTorch failed while training on %1. Another device or float32 precision may work; please report it.</source>
        <translation>LibTorch ist beim Training auf %1 gescheitert. Ein anderes Gerät oder float32 könnte gehen; bitte melden.</translation>
    </message>
    <message>
        <source>Training computes in float32 or bfloat16, not in float16.</source>
        <translation>Das Training rechnet in float32 oder bfloat16, nicht in float16.</translation>
    </message>
    <message>
        <source>Another process is training in this folder.</source>
        <translation>Ein anderer Prozess trainiert in diesem Ordner.</translation>
    </message>
    <message>
        <source>There is a training in this folder already: go on with it (--resume), or choose another folder.</source>
        <translation>In diesem Ordner gibt es schon ein Training: fortsetzen (--resume) oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The configuration has changed since the training in this folder was begun. Use config.json of that folder, or begin a new training in another one.</source>
        <translation>Die Konfiguration hat sich geändert, seit das Training in diesem Ordner begonnen wurde. config.json dieses Ordners verwenden oder ein neues Training in einem anderen beginnen.</translation>
    </message>
    <message>
        <source>The configuration has changed since the training in this folder was begun. Use the one in config.json there, or begin a new training in another folder.</source>
        <translation>Die Konfiguration hat sich geändert, seit das Training in diesem Ordner begonnen wurde. Die in config.json dort verwenden oder ein neues Training in einem anderen Ordner beginnen.</translation>
    </message>
    <message>
        <source>The folder of the training cannot be made: %1.</source>
        <translation>Der Ordner des Trainings kann nicht angelegt werden: %1.</translation>
    </message>
    <message>
        <source>The folder of the predictions cannot be made: %1.</source>
        <translation>Der Ordner der Vorhersagen kann nicht angelegt werden: %1.</translation>
    </message>
    <message>
        <source>The folder of checkpoints cannot be made: %1.</source>
        <translation>Der Ordner der Checkpoints kann nicht angelegt werden: %1.</translation>
    </message>
    <message>
        <source>The folder of the model cannot be made: %1.</source>
        <translation>Der Ordner des Modells kann nicht angelegt werden: %1.</translation>
    </message>
    <message>
        <source>%1: The folder cannot be made: %2.</source>
        <translation>%1: Der Ordner kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>The model to start from has another network or other options than the one to train.</source>
        <translation>Das Modell, von dem ausgegangen wird, hat ein anderes Netz oder andere Optionen als das zu trainierende.</translation>
    </message>
    <message>
        <source>The CT has too many voxels at the model&apos;s spacing.</source>
        <translation>Das CT hat beim Voxelabstand des Modells zu viele Voxel.</translation>
    </message>
    <message>
        <source>it is no cached case</source>
        <translation>sie ist kein zwischengespeicherter Fall</translation>
    </message>
    <message>
        <source>it is not as long as it should be</source>
        <translation>sie ist nicht so lang, wie sie sein sollte</translation>
    </message>
    <message>
        <source>its content is damaged</source>
        <translation>der Inhalt ist beschädigt</translation>
    </message>
    <message>
        <source>%1; delete the folder &quot;cache&quot; and train again.</source>
        <translation>%1; den Ordner „cache“ löschen und neu trainieren.</translation>
    </message>
    <message>
        <source>The checkpoint lacks &quot;%1&quot;.</source>
        <translation>Dem Checkpoint fehlt „%1“.</translation>
    </message>
    <message>
        <source>The best weights were not kept: %1.</source>
        <translation>Die besten Gewichte wurden nicht behalten: %1.</translation>
    </message>
    <message>
        <source>%1 has no labels in the dataset.</source>
        <translation>%1 hat keine Labels im Datensatz.</translation>
    </message>
    <message>
        <source>There is not enough memory for this input.</source>
        <translation>Der Speicher reicht für diese Eingabe nicht.</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2.</source>
        <translation>%1 kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>%1 is there already and is not from an earlier run. Rename or remove it, and derive again.</source>
        <translation>%1 gibt es schon, und es stammt nicht aus einem früheren Lauf. Benennen Sie es um oder entfernen Sie es und leiten Sie erneut ab.</translation>
    </message>
    <message>
        <source>The labels do not lie on the grid of the CT: they reach beyond it.</source>
        <translation>Die Labels liegen nicht auf dem Gitter des CT: Sie reichen über dieses hinaus.</translation>
    </message>
    <message>
        <source>%1 and %2 are both DICOM segmentations; name the one to use.</source>
        <translation>%1 und %2 sind beide DICOM-Segmentierungen; bitte die gewünschte angeben.</translation>
    </message>
    <message>
        <source>it is no DICOM file</source>
        <translation>sie ist keine DICOM-Datei</translation>
    </message>
    <message>
        <source>it is DICOM, but no segmentation</source>
        <translation>sie ist DICOM, aber keine Segmentierung</translation>
    </message>
    <message>
        <source>it holds no frames</source>
        <translation>sie enthält keine Bilder</translation>
    </message>
    <message>
        <source>it is tiled, as segmentations of slides are</source>
        <translation>sie ist gekachelt wie Segmentierungen von Objektträgern</translation>
    </message>
    <message>
        <source>its SegmentationType is none that can be read</source>
        <translation>ihr SegmentationType ist nicht lesbar</translation>
    </message>
    <message>
        <source>it numbers its segments wrongly</source>
        <translation>sie nummeriert ihre Segmente falsch</translation>
    </message>
    <message>
        <source>it describes no segments</source>
        <translation>sie beschreibt keine Segmente</translation>
    </message>
    <message>
        <source>frame %1 is of no segment that is described</source>
        <translation>Bild %1 gehört zu keinem beschriebenen Segment</translation>
    </message>
    <message>
        <source>frame %1 holds a segment that is not described</source>
        <translation>Bild %1 enthält ein nicht beschriebenes Segment</translation>
    </message>
    <message>
        <source>frame %1 holds fractions of voxels; make a binary segmentation of it first</source>
        <translation>Bild %1 enthält Bruchteile von Voxeln; zuerst eine binäre Segmentierung daraus machen</translation>
    </message>
    <message>
        <source>it has no pixel data</source>
        <translation>sie hat keine Bilddaten</translation>
    </message>
    <message>
        <source>single bits in a compressed transfer syntax cannot be read</source>
        <translation>einzelne Bits in einer komprimierten Transfersyntax sind nicht lesbar</translation>
    </message>
    <message>
        <source>it holds fewer pixels than its header says: it is truncated</source>
        <translation>sie enthält weniger Pixel, als ihr Kopf angibt: Sie ist abgeschnitten</translation>
    </message>
    <message>
        <source>it holds more pixels than its header says</source>
        <translation>sie enthält mehr Pixel, als ihr Kopf angibt</translation>
    </message>
    <message>
        <source>its pixels cannot be read</source>
        <translation>ihre Pixel sind nicht lesbar</translation>
    </message>
    <message>
        <source>its frames lie too far apart for their distance</source>
        <translation>ihre Bilder liegen für ihren Abstand zu weit auseinander</translation>
    </message>
    <message>
        <source>frame %1 does not say where it lies in the patient</source>
        <translation>Bild %1 sagt nicht, wo es im Patienten liegt</translation>
    </message>
    <message>
        <source>frame %1 does not say the size of its pixels</source>
        <translation>Bild %1 sagt nicht, wie groß seine Pixel sind</translation>
    </message>
    <message>
        <source>it is a single slice of unknown thickness</source>
        <translation>sie ist eine einzelne Schicht unbekannter Dicke</translation>
    </message>
    <message>
        <source>its frames are not evenly spaced</source>
        <translation>ihre Bilder haben keinen gleichmäßigen Abstand</translation>
    </message>
    <message>
        <source>frame %1 lies %2 mm off the grid of the others</source>
        <translation>Bild %1 liegt %2 mm neben dem Gitter der anderen</translation>
    </message>
    <message>
        <source>none of its segments is, by code or name, a structure that is planned with</source>
        <translation>keines ihrer Segmente ist nach Code oder Name eine Struktur, mit der geplant wird</translation>
    </message>
    <message>
        <source>the labels do not lie on the grid of the CT</source>
        <translation>die Labels liegen nicht auf dem Gitter des CT</translation>
    </message>
    <message>
        <source>there are no labels to write</source>
        <translation>es gibt keine Labels zu schreiben</translation>
    </message>
    <message>
        <source>DICOM has no code for label %1</source>
        <translation>DICOM hat keinen Code für Label %1</translation>
    </message>
    <message>
        <source>its slices are too large for DICOM</source>
        <translation>ihre Schichten sind zu groß für DICOM</translation>
    </message>
    <message>
        <source>a label map is written as %1</source>
        <translation>eine Labelkarte wird als %1 geschrieben</translation>
    </message>
    <message>
        <source>.nii, .nii.gz, .nrrd or .dcm</source>
        <translation>.nii, .nii.gz, .nrrd oder .dcm</translation>
    </message>
    <message>
        <source>DCMTK says: %1</source>
        <translation>DCMTK meldet: %1</translation>
    </message>
    <message>
        <source>DCMTK refuses a part of it</source>
        <translation>DCMTK weist einen Teil davon zurück</translation>
    </message>
    <message>
        <source>%1 segments are of other structures and were not used: %2.</source>
        <translation>%1 Segmente sind andere Strukturen und wurden nicht verwendet: %2.</translation>
    </message>
    <message>
        <source>%1 voxels lie in two segments; annulus, valve and root were preferred to the arteries, iliac arteries to the aorta, the aorta to the left ventricle.</source>
        <translation>%1 Voxel liegen in zwei Segmenten; Annulus, Klappe und Wurzel hatten Vorrang vor den Arterien, Beckenarterien vor der Aorta, die Aorta vor dem linken Ventrikel.</translation>
    </message>
    <message>
        <source>A DICOM segmentation says by its codes what it holds; the scheme that was named was not used.</source>
        <translation>Eine DICOM-Segmentierung sagt durch ihre Codes, was sie enthält; das angegebene Schema wurde nicht verwendet.</translation>
    </message>
    <message>
        <source>The labels name another frame of reference than the CT; make sure that both are of the same scan.</source>
        <translation>Die Labels nennen ein anderes Bezugssystem als das CT; bitte sicherstellen, dass beide zur selben Aufnahme gehören.</translation>
    </message>
    <message>
        <source>The DICOM segmentation has a study and a frame of reference of its own, and no patient: there is no DICOM CT that it could name.</source>
        <translation>Die DICOM-Segmentierung hat eine eigene Studie, ein eigenes Bezugssystem und keinen Patienten: Es gibt kein DICOM-CT, das sie nennen könnte.</translation>
    </message>
    <message>
        <source>The library was made by a newer Valvista: its cases can be looked at, not changed.</source>
        <translation>Die Bibliothek stammt von einem neueren Valvista: Ihre Fälle lassen sich ansehen, nicht ändern.</translation>
    </message>
    <message>
        <source>No copy of the library was kept. %1</source>
        <translation>Von der Bibliothek wurde keine Kopie aufgehoben. %1</translation>
    </message>
    <message>
        <source>There is no folder for the library: neither VALVISTA_LIBRARY nor HOME is set.</source>
        <translation>Für die Bibliothek gibt es keinen Ordner: Weder VALVISTA_LIBRARY noch HOME ist gesetzt.</translation>
    </message>
    <message>
        <source>The folder of the library was not made: %1.</source>
        <translation>Der Ordner der Bibliothek wurde nicht angelegt: %1.</translation>
    </message>
    <message>
        <source>A folder of the library was not made: %1.</source>
        <translation>Ein Ordner der Bibliothek wurde nicht angelegt: %1.</translation>
    </message>
    <message>
        <source>%1 was not opened: %2.</source>
        <translation>%1 wurde nicht geöffnet: %2.</translation>
    </message>
    <message>
        <source>library.db cannot be opened over the network: a program on its own machine has it open.</source>
        <translation>library.db lässt sich nicht über das Netz öffnen: Ein Programm auf dem Rechner, auf dem sie liegt, hat sie offen.</translation>
    </message>
    <message>
        <source>library.db is missing or empty, but there was a library in this folder.</source>
        <translation>library.db fehlt oder ist leer, aber in diesem Ordner gab es eine Bibliothek.</translation>
    </message>
    <message>
        <source>There is no whole copy of library.db to go back to.</source>
        <translation>Von library.db gibt es keine heile Kopie.</translation>
    </message>
    <message>
        <source>library.db is whole: the copy was not put in its place.</source>
        <translation>library.db ist unversehrt: Die Kopie wurde nicht an ihre Stelle gesetzt.</translation>
    </message>
    <message>
        <source>The copy was not put in place of library.db: a program has the library open. Close it first.</source>
        <translation>Die Kopie wurde nicht an die Stelle von library.db gesetzt: Ein Programm hat die Bibliothek offen. Schließen Sie es zuerst.</translation>
    </message>
    <message>
        <source>library.db was not put aside: %1.</source>
        <translation>library.db wurde nicht beiseitegelegt: %1.</translation>
    </message>
    <message>
        <source>%1 cannot be opened: there is not enough memory.</source>
        <translation>%1 lässt sich nicht öffnen: Der Arbeitsspeicher reicht nicht.</translation>
    </message>
    <message>
        <source>%1 is damaged: it is no longer what was written to it.</source>
        <translation>%1 ist beschädigt: Der Inhalt ist nicht mehr der geschriebene.</translation>
    </message>
    <message>
        <source>%1 is damaged: something is missing in it.</source>
        <translation>%1 ist beschädigt: Es fehlt etwas darin.</translation>
    </message>
    <message>
        <source>%1 is damaged: it holds something else where a number should be.</source>
        <translation>%1 ist beschädigt: Wo eine Zahl stehen sollte, steht etwas anderes.</translation>
    </message>
    <message>
        <source>%1 is damaged: it holds something else where a text should be.</source>
        <translation>%1 ist beschädigt: Wo ein Text stehen sollte, steht etwas anderes.</translation>
    </message>
    <message>
        <source>library.db is damaged: %1.</source>
        <translation>library.db ist beschädigt: %1.</translation>
    </message>
    <message>
        <source>library.db is damaged: it has no salt.</source>
        <translation>library.db ist beschädigt: Ihr Schlüssel für Pseudonyme fehlt.</translation>
    </message>
    <message>
        <source>library.db is damaged: its header forbids writing to it.</source>
        <translation>library.db ist beschädigt: Nach ihrem Kopf darf sie nicht beschrieben werden.</translation>
    </message>
    <message>
        <source>library.db is damaged: a row says what no row of this version does.</source>
        <translation>library.db ist beschädigt: Eine Zeile sagt, was keine Zeile dieser Version sagt.</translation>
    </message>
    <message>
        <source>library.db is damaged: a row of &quot;%1&quot; was changed.</source>
        <translation>library.db ist beschädigt: Eine Zeile von „%1“ wurde verändert.</translation>
    </message>
    <message>
        <source>a row of &quot;%1&quot; was changed</source>
        <translation>eine Zeile von „%1“ wurde verändert</translation>
    </message>
    <message>
        <source>rows are missing in it</source>
        <translation>es fehlen Zeilen darin</translation>
    </message>
    <message>
        <source>it is not a library&apos;s</source>
        <translation>sie gehört keiner Bibliothek</translation>
    </message>
    <message>
        <source>its header was changed</source>
        <translation>ihr Kopf wurde verändert</translation>
    </message>
    <message>
        <source>its tables are not as they were made</source>
        <translation>ihre Tabellen sind nicht, wie sie angelegt wurden</translation>
    </message>
    <message>
        <source>its pages do not fit together</source>
        <translation>ihre Seiten passen nicht zusammen</translation>
    </message>
    <message>
        <source>another program is writing to it</source>
        <translation>ein anderes Programm schreibt gerade hinein</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>der Arbeitsspeicher reicht nicht</translation>
    </message>
    <message>
        <source>the end of the audit trail is not said</source>
        <translation>das Ende des Protokolls ist nicht vermerkt</translation>
    </message>
    <message>
        <source>%1: line %2 was changed or removed.</source>
        <translation>%1: Zeile %2 wurde verändert oder entfernt.</translation>
    </message>
    <message>
        <source>%1: %2; %3 lines are missing.</source>
        <translation>%1: %2; %3 Zeilen fehlen.</translation>
    </message>
    <message>
        <source>%1: the last %2 of %3 lines are missing, from line %4 on.</source>
        <translation>%1: Die letzten %2 von %3 Zeilen fehlen, ab Zeile %4.</translation>
    </message>
    <message>
        <source>The library has no case %1.</source>
        <translation>Die Bibliothek hat keinen Fall %1.</translation>
    </message>
    <message>
        <source>The case was not changed. %1</source>
        <translation>Der Fall wurde nicht geändert. %1</translation>
    </message>
    <message>
        <source>The case cannot be taken over. %1</source>
        <translation>Der Fall lässt sich nicht übernehmen. %1</translation>
    </message>
    <message>
        <source>It is open at %1 (%2) since %3.</source>
        <translation>Er ist offen bei %1 (%2), seit %3.</translation>
    </message>
    <message>
        <source>Somebody else corrects the case. %1</source>
        <translation>Jemand anders korrigiert den Fall. %1</translation>
    </message>
    <message>
        <source>Somebody else took the case over meanwhile.</source>
        <translation>Jemand anders hat den Fall inzwischen übernommen.</translation>
    </message>
    <message>
        <source>Other labels of the case were saved meanwhile.</source>
        <translation>Inzwischen wurden andere Labels des Falls gespeichert.</translation>
    </message>
    <message>
        <source>What lies there now is not the scan of case %1: its voxels or its place in the patient differ.</source>
        <translation>Was dort jetzt liegt, ist nicht der Scan von Fall %1: Voxel oder Lage im Patienten weichen ab.</translation>
    </message>
    <message>
        <source>its scan cannot be read any more where it was read.</source>
        <translation>sein Scan lässt sich dort, wo er gelesen wurde, nicht mehr lesen.</translation>
    </message>
    <message>
        <source>another scan lies where its scan was read.</source>
        <translation>wo sein Scan gelesen wurde, liegt ein anderer.</translation>
    </message>
    <message>
        <source>Labels without a scan are not kept in the library.</source>
        <translation>Labels ohne Scan werden nicht in der Bibliothek aufgehoben.</translation>
    </message>
    <message>
        <source>adding the case to the library</source>
        <translation>Fall in die Bibliothek aufnehmen</translation>
    </message>
    <message>
        <source>verifying cases</source>
        <translation>Fälle prüfen</translation>
    </message>
    <message>
        <source>A file of the library cannot be used (%1): %2.</source>
        <translation>Eine Datei der Bibliothek ist nicht brauchbar (%1): %2.</translation>
    </message>
    <message>
        <source>A file of the library cannot be used: it has no name.</source>
        <translation>Eine Datei der Bibliothek ist nicht brauchbar: Sie hat keinen Namen.</translation>
    </message>
    <message>
        <source>it is damaged, its content is not what was saved</source>
        <translation>sie ist beschädigt, der Inhalt ist nicht der gespeicherte</translation>
    </message>
    <message>
        <source>Labels of the library cannot be used: %1.</source>
        <translation>Labels der Bibliothek sind nicht brauchbar: %1.</translation>
    </message>
    <message>
        <source>%1 The labels saved before them were opened instead.</source>
        <translation>%1 Stattdessen wurden die davor gespeicherten Labels geöffnet.</translation>
    </message>
    <message>
        <source>it holds no labels, or labels of a newer version</source>
        <translation>sie enthält keine Labels oder solche einer neueren Version</translation>
    </message>
    <message>
        <source>its labels have no size</source>
        <translation>ihre Labels haben keine Größe</translation>
    </message>
    <message>
        <source>its slices are too large</source>
        <translation>ihre Schichten sind zu groß</translation>
    </message>
    <message>
        <source>its labels have no place</source>
        <translation>ihre Labels haben keine Lage</translation>
    </message>
    <message>
        <source>its labels end too early</source>
        <translation>ihre Labels enden zu früh</translation>
    </message>
    <message>
        <source>its compressed labels are damaged</source>
        <translation>ihre komprimierten Labels sind beschädigt</translation>
    </message>
    <message>
        <source>it holds more than its labels</source>
        <translation>sie enthält mehr als ihre Labels</translation>
    </message>
    <message>
        <source>it is too short to hold labels</source>
        <translation>sie ist zu kurz für Labels</translation>
    </message>
    <message>
        <source>The review cannot be used: %1.</source>
        <translation>Die Durchsicht ist nicht brauchbar: %1.</translation>
    </message>
    <message>
        <source>it is damaged or of another version</source>
        <translation>es ist beschädigt oder von einer anderen Version</translation>
    </message>
    <message>
        <source>its beginning is damaged</source>
        <translation>sein Anfang ist beschädigt</translation>
    </message>
    <message>
        <source>%1 was not removed: %2.</source>
        <translation>%1 wurde nicht entfernt: %2.</translation>
    </message>
    <message>
        <source>The journal %1 was not written: %2.</source>
        <translation>Das Journal %1 wurde nicht geschrieben: %2.</translation>
    </message>
    <message>
        <source>The labels that the strokes begin on are not in the library.</source>
        <translation>Die Labels, auf denen die Striche beginnen, sind nicht in der Bibliothek.</translation>
    </message>
    <message>
        <source>The labels that were saved after them are damaged.</source>
        <translation>Die danach gespeicherten Labels sind beschädigt.</translation>
    </message>
    <message>
        <source>The dataset %1 was not written: %2.</source>
        <translation>Der Datensatz %1 wurde nicht geschrieben: %2.</translation>
    </message>
    <message>
        <source>there is something of that name already</source>
        <translation>es gibt schon etwas mit diesem Namen</translation>
    </message>
    <message>
        <source>%1: what was read back differs from what was written.</source>
        <translation>%1: Das Zurückgelesene weicht vom Geschriebenen ab.</translation>
    </message>
    <message>
        <source>%1 was not made: %2.</source>
        <translation>%1 wurde nicht angelegt: %2.</translation>
    </message>
    <message>
        <source>The library has no accepted case.</source>
        <translation>Die Bibliothek hat keinen angenommenen Fall.</translation>
    </message>
    <message>
        <source>No accepted case can be used. %1</source>
        <translation>Kein angenommener Fall ist brauchbar. %1</translation>
    </message>
    <message>
        <source>Case %1: %2</source>
        <translation>Fall %1: %2</translation>
    </message>
    <message>
        <source>it has no labels.</source>
        <translation>er hat keine Labels.</translation>
    </message>
    <message>
        <source>it is no longer accepted.</source>
        <translation>er ist nicht mehr angenommen.</translation>
    </message>
    <message>
        <source>its labels were saved after it was accepted; they have to be accepted first.</source>
        <translation>seine Labels wurden gespeichert, nachdem er angenommen worden war; sie müssen erst angenommen werden.</translation>
    </message>
</context>
<context>
    <name>ReformatView</name>
    <message>
        <source>Diameter, mm</source>
        <translation>Durchmesser, mm</translation>
    </message>
    <message>
        <source>min %1 mm</source>
        <translation>min. %1 mm</translation>
    </message>
</context>
<context>
    <name>ScanChecks</name>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>not in the file</source>
        <translation>nicht in der Datei</translation>
    </message>
    <message>
        <source>The root needs 1 mm or less, arteries 1.5 mm (SCCT 2019).</source>
        <translation>Die Wurzel braucht höchstens 1 mm, Arterien 1,5 mm (SCCT 2019).</translation>
    </message>
    <message>
        <source>Cardiac phase</source>
        <translation>Herzphase</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Sizing is preferred in systole (SCCT 2019).</source>
        <translation>Größenbestimmung bevorzugt in Systole (SCCT 2019).</translation>
    </message>
    <message>
        <source>Contrast at the annulus</source>
        <translation>Kontrast am Annulus</translation>
    </message>
    <message>
        <source>not known before the annulus is</source>
        <translation>erst mit dem Annulus bekannt</translation>
    </message>
    <message>
        <source>%1 HU</source>
        <translation>%1 HU</translation>
    </message>
    <message>
        <source>More than 250 HU are wanted (SCCT 2019).</source>
        <translation>Gewünscht sind mehr als 250 HU (SCCT 2019).</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>not known without labels</source>
        <translation>ohne Labels nicht bekannt</translation>
    </message>
    <message>
        <source>aortic root</source>
        <translation>Aortenwurzel</translation>
    </message>
    <message>
        <source>left iliac artery</source>
        <translation>Beckenarterie links</translation>
    </message>
    <message>
        <source>right iliac artery</source>
        <translation>Beckenarterie rechts</translation>
    </message>
    <message>
        <source>root and iliac arteries</source>
        <translation>Wurzel und Beckenarterien</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>Not found: %1.</source>
        <translation>Nicht gefunden: %1.</translation>
    </message>
    <message>
        <source>Pixel spacing</source>
        <translation>Pixelabstand</translation>
    </message>
    <message>
        <source>Slice spacing</source>
        <translation>Schichtabstand</translation>
    </message>
    <message>
        <source>Slice thickness</source>
        <translation>Schichtdicke</translation>
    </message>
</context>
<context>
    <name>Segmentation</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1, voxels of %2 x %3 x %4 mm. Finds: %5. Training: %6 Licence: %7.</source>
        <translation>%1, Voxel zu %2 x %3 x %4 mm. Findet: %5. Training: %6 Lizenz: %7.</translation>
    </message>
    <message>
        <source>About %1 and at most %2 GiB on %3 (%4, %5 windows)</source>
        <translation>Etwa %1 und höchstens %2 GiB auf %3 (%4, %5 Teilvolumina)</translation>
    </message>
    <message>
        <source>label file</source>
        <translation>Labeldatei</translation>
    </message>
    <message>
        <source>folder of masks</source>
        <translation>Ordner mit Masken</translation>
    </message>
    <message>
        <source>phantom</source>
        <translation>Phantom</translation>
    </message>
</context>
<context>
    <name>Severity</name>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>SliceView</name>
    <message>
        <source>only A</source>
        <translation>nur A</translation>
    </message>
    <message>
        <source>only B</source>
        <translation>nur B</translation>
    </message>
    <message>
        <source>A and B</source>
        <translation>A und B</translation>
    </message>
    <message>
        <source>Labels A</source>
        <translation>Labels A</translation>
    </message>
    <message>
        <source>Labels B</source>
        <translation>Labels B</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Offset %1 mm</source>
        <translation>Versatz %1 mm</translation>
    </message>
    <message>
        <source>Slice %1 / %2</source>
        <translation>Schicht %1 / %2</translation>
    </message>
    <message>
        <source>MIP %1 mm</source>
        <translation>MIP %1 mm</translation>
    </message>
    <message>
        <source>MinIP %1 mm</source>
        <translation>MinIP %1 mm</translation>
    </message>
    <message>
        <source>Mean %1 mm</source>
        <translation>Mittel %1 mm</translation>
    </message>
    <message>
        <source>Cursor</source>
        <translation>Zeiger</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>Fadenkreuz</translation>
    </message>
    <message>
        <source>%1 HU</source>
        <translation>%1 HU</translation>
    </message>
    <message>
        <source>no HU</source>
        <translation>keine HU</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>Axial</translation>
    </message>
    <message>
        <source>Oblique axial</source>
        <translation>Schräg axial</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>Koronar</translation>
    </message>
    <message>
        <source>Oblique coronal</source>
        <translation>Schräg koronar</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>Sagittal</translation>
    </message>
    <message>
        <source>Oblique sagittal</source>
        <translation>Schräg sagittal</translation>
    </message>
    <message>
        <source>W %1  L %2</source>
        <translation>W %1  L %2</translation>
    </message>
</context>
<context>
    <name>StepFacts</name>
    <message>
        <source>Left iliac, narrowest at</source>
        <translation>Links, engste Stelle</translation>
    </message>
    <message>
        <source>Right iliac, narrowest at</source>
        <translation>Rechts, engste Stelle</translation>
    </message>
    <message>
        <source>%1 mm from the aorta</source>
        <translation>%1 mm ab der Aorta</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>The steps</source>
        <translation>Die Schritte</translation>
    </message>
    <message>
        <source>From import to report. Each step shows whether it is done, what it needs and what it found. A click opens the step.</source>
        <translation>Vom Import bis zum Bericht. Jeder Schritt zeigt, ob er erledigt ist, was er braucht und was er fand. Ein Klick öffnet den Schritt.</translation>
    </message>
    <message>
        <source>The views</source>
        <translation>Die Ansichten</translation>
    </message>
    <message>
        <source>The wheel turns slices, a click moves the crosshair in all views. Hinge points and planes can be dragged. A double click shows one view large.</source>
        <translation>Das Rad blättert Schichten, ein Klick bewegt das Fadenkreuz in allen Ansichten. Nadirpunkte und Ebenen lassen sich ziehen. Ein Doppelklick zeigt eine Ansicht groß.</translation>
    </message>
    <message>
        <source>The measurements</source>
        <translation>Die Maße</translation>
    </message>
    <message>
        <source>A click on a number shows where it was measured. Numbers follow a correction at once, and every correction can be undone.</source>
        <translation>Ein Klick auf eine Zahl zeigt, wo gemessen wurde. Zahlen folgen einer Korrektur sofort, und jede Korrektur lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>The root curve</source>
        <translation>Die Wurzelkurve</translation>
    </message>
    <message>
        <source>The area of the root along the aorta. The marks can be dragged; the views follow.</source>
        <translation>Die Fläche der Wurzel entlang der Aorta. Die Marken lassen sich ziehen; die Ansichten folgen.</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Der Bericht</translation>
    </message>
    <message>
        <source>The last step writes the report as PDF. Ctrl+F finds every command, F1 shows every key.</source>
        <translation>Der letzte Schritt schreibt den Bericht als PDF. Strg+F findet jeden Befehl, F1 zeigt jede Taste.</translation>
    </message>
</context>
<context>
    <name>Training</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 Tg. %2 h</translation>
    </message>
    <message>
        <source>Small and quick, 5 million weights: the one to begin with, and the only one for a CPU.</source>
        <translation>Klein und schnell, 5 Millionen Gewichte: das erste, das man nimmt, und auf einer CPU das einzige.</translation>
    </message>
    <message>
        <source>Larger filters, 46 million weights: about three times as slow as the U-Net and in the paper not better.</source>
        <translation>Größere Filter, 46 Millionen Gewichte: etwa dreimal so langsam wie das U-Net und im Paper nicht besser.</translation>
    </message>
    <message>
        <source>Attention over the whole patch, 62 million weights: the best of the paper, by one percent of Dice. Needs a GPU.</source>
        <translation>Attention über den ganzen Ausschnitt, 62 Millionen Gewichte: im Paper das beste, um ein Prozent Dice. Braucht eine GPU.</translation>
    </message>
    <message>
        <source>Dice and cross-entropy</source>
        <translation>Dice und Kreuzentropie</translation>
    </message>
    <message>
        <source>Focal</source>
        <translation>Focal</translation>
    </message>
    <message>
        <source>Skeleton recall, Dice and cross-entropy</source>
        <translation>Skeleton Recall, Dice und Kreuzentropie</translation>
    </message>
    <message>
        <source>Skeleton recall and focal</source>
        <translation>Skeleton Recall und Focal</translation>
    </message>
    <message>
        <source>Focal skeleton recall and focal, as printed</source>
        <translation>Focal Skeleton Recall und Focal, wie gedruckt</translation>
    </message>
    <message>
        <source>Focal skeleton recall and focal, factor detached</source>
        <translation>Focal Skeleton Recall und Focal, Faktor ohne Gradient</translation>
    </message>
    <message>
        <source>Skeleton recall</source>
        <translation>Skeleton Recall</translation>
    </message>
    <message>
        <source>Focal skeleton recall</source>
        <translation>Focal Skeleton Recall</translation>
    </message>
    <message>
        <source>Focal skeleton recall, detached</source>
        <translation>Focal Skeleton Recall, Faktor ohne Gradient</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>preparing the dataset</source>
        <translation>bereitet den Datensatz vor</translation>
    </message>
    <message>
        <source>training</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <source>validating</source>
        <translation>validiert</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>vorzeitig beendet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>trained on</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validated on</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>held out for the test</source>
        <translation>Test, zurückgehalten</translation>
    </message>
    <message>
        <source>the fastest</source>
        <translation>das schnellste</translation>
    </message>
    <message>
        <source>automatic precision</source>
        <translation>Genauigkeit automatisch</translation>
    </message>
</context>
<context>
    <name>UnsavedGuard</name>
    <message>
        <source>Changes are not saved</source>
        <translation>Änderungen nicht gespeichert</translation>
    </message>
    <message>
        <source>Your changes to this plan would be lost. Save them first?</source>
        <translation>Die Änderungen an diesem Plan gingen verloren. Zuerst speichern?</translation>
    </message>
    <message>
        <source>&amp;Save plan…</source>
        <translation>Plan &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Save in the library</source>
        <translation>In der Bibliothek &amp;speichern</translation>
    </message>
</context>
<context>
    <name>ViewActions</name>
    <message>
        <source>&amp;Cardiac CTA</source>
        <translation>&amp;Herz-CTA</translation>
    </message>
    <message>
        <source>&amp;Soft tissue</source>
        <translation>&amp;Weichteil</translation>
    </message>
    <message>
        <source>&amp;Bone</source>
        <translation>&amp;Knochen</translation>
    </message>
    <message>
        <source>&amp;Lung</source>
        <translation>&amp;Lunge</translation>
    </message>
    <message>
        <source>C&amp;alcium</source>
        <translation>K&amp;alk</translation>
    </message>
</context>
<context>
    <name>ViewAnnotations</name>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>%1  %2  %3 mm</source>
        <translation>%1  %2  %3 mm</translation>
    </message>
</context>
<context>
    <name>VolumePreset</name>
    <message>
        <source>Cardiac CTA</source>
        <translation>Herz-CTA</translation>
    </message>
    <message>
        <source>Bone and vessel</source>
        <translation>Knochen und Gefäße</translation>
    </message>
    <message>
        <source>Calcium</source>
        <translation>Kalk</translation>
    </message>
</context>
<context>
    <name>WindowMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Steps</source>
        <translation>&amp;Schritte</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Layout</source>
        <translation>An&amp;ordnung</translation>
    </message>
    <message>
        <source>&amp;Window and level</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>La&amp;bels</source>
        <translation>La&amp;bels</translation>
    </message>
    <message>
        <source>&amp;Cases</source>
        <translation>Fä&amp;lle</translation>
    </message>
</context>
<context>
    <name>Workflow</name>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Root</source>
        <translation>Wurzel</translation>
    </message>
    <message>
        <source>Annulus</source>
        <translation>Annulus</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>A scan must be opened first.</source>
        <translation>Zuerst ist ein CT zu öffnen.</translation>
    </message>
    <message>
        <source>Labels of this scan must be opened.</source>
        <translation>Labels dieses CT sind zu öffnen.</translation>
    </message>
    <message>
        <source>The step Segment failed.</source>
        <translation>Der Schritt Segmente ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The step Segment must be done first.</source>
        <translation>Zuerst ist der Schritt Segmente zu erledigen.</translation>
    </message>
    <message>
        <source>The measurements must be done first.</source>
        <translation>Zuerst sind die Messungen zu erledigen.</translation>
    </message>
    <message>
        <source>Open a CT or labels.</source>
        <translation>CT oder Labels öffnen.</translation>
    </message>
    <message>
        <source>There is no CT to check.</source>
        <translation>Es gibt kein CT zu prüfen.</translation>
    </message>
</context>
<context>
    <name>WorkflowActions</name>
    <message>
        <source>Reset annulus to its proposal</source>
        <translation>Annulus auf Vorschlag zurücksetzen</translation>
    </message>
    <message>
        <source>Reset root end to its proposal</source>
        <translation>Wurzelende auf Vorschlag zurücksetzen</translation>
    </message>
    <message>
        <source>Reset centreline of the aorta</source>
        <translation>Mittellinie der Aorta zurücksetzen</translation>
    </message>
    <message>
        <source>Reset left iliac centreline</source>
        <translation>Mittellinie Beckenarterie links zurücksetzen</translation>
    </message>
    <message>
        <source>Reset right iliac centreline</source>
        <translation>Mittellinie Beckenarterie rechts zurücksetzen</translation>
    </message>
    <message>
        <source>Aorta</source>
        <translation>Aorta</translation>
    </message>
    <message>
        <source>Left iliac artery</source>
        <translation>Beckenarterie links</translation>
    </message>
    <message>
        <source>Right iliac artery</source>
        <translation>Beckenarterie rechts</translation>
    </message>
</context>
<context>
    <name>valvista::ui::ActionRegistry</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 is the key of “%2” in “%3”.</source>
        <translation>%1 ist die Taste von „%2“ unter „%3“.</translation>
    </message>
</context>
<context>
    <name>valvista::ui::CasePanel</name>
    <message>
        <source>Patient name</source>
        <translation>Patientenname</translation>
    </message>
    <message>
        <source>Patient ID</source>
        <translation>Patienten-ID</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Geboren</translation>
    </message>
    <message>
        <source>Study date</source>
        <translation>Untersuchung</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Voxels</source>
        <translation>Voxel</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Labels only</source>
        <translation>Nur Labels</translation>
    </message>
    <message>
        <source>No case open</source>
        <translation>Kein Fall geöffnet</translation>
    </message>
    <message>
        <source>Name not in the file</source>
        <translation>Name nicht in der Datei</translation>
    </message>
</context>
<context>
    <name>valvista::ui::CasePresenter</name>
    <message>
        <source>Acknowledge finding</source>
        <translation>Befund bestätigen</translation>
    </message>
    <message>
        <source>Reopen finding</source>
        <translation>Befund wieder öffnen</translation>
    </message>
    <message>
        <source>Phase %1 %</source>
        <translation>Phase %1 %</translation>
    </message>
    <message>
        <source>No case open</source>
        <translation>Kein Fall geöffnet</translation>
    </message>
    <message>
        <source>Open labels to measure this CT</source>
        <translation>Labels öffnen, um dieses CT zu vermessen</translation>
    </message>
    <message>
        <source>Being measured</source>
        <translation>Wird vermessen</translation>
    </message>
    <message>
        <source>Measuring failed</source>
        <translation>Messung fehlgeschlagen</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Noch nicht vermessen</translation>
    </message>
    <message>
        <source>Could not be measured</source>
        <translation>Nicht messbar</translation>
    </message>
    <message>
        <source>No findings</source>
        <translation>Keine Befunde</translation>
    </message>
    <message>
        <source>No root curve: see findings</source>
        <translation>Keine Wurzelkurve: siehe Befunde</translation>
    </message>
    <message>
        <source>Move root end</source>
        <translation>Wurzelende verschieben</translation>
    </message>
</context>
<context>
    <name>valvista::ui::CaseShelf</name>
    <message>
        <source>The copy was put back</source>
        <translation>Die Kopie wurde zurückgelegt</translation>
    </message>
    <message>
        <source>What is open is older or newer than it: open the case again from the list. Until then it is kept beside.</source>
        <translation>Was offen ist, ist älter oder neuer als sie: Bitte den Fall noch einmal aus der Liste öffnen. Bis dahin liegt Gespeichertes daneben.</translation>
    </message>
    <message>
        <source>The scan was not copied</source>
        <translation>Der Scan wurde nicht kopiert</translation>
    </message>
    <message>
        <source>Copying the scan without its identity</source>
        <translation>Scan ohne Identität kopieren</translation>
    </message>
    <message>
        <source>The scan was copied without its identity</source>
        <translation>Der Scan wurde ohne Identität kopiert</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in %1.</source>
        <translation>
            <numerusform>%n Datei in %1.</numerusform>
            <numerusform>%n Dateien in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is a whole copy with %n case(s), last changed %1.</source>
        <translation>
            <numerusform>Es gibt eine heile Kopie mit %n Fall, zuletzt geändert %1.</numerusform>
            <numerusform>Es gibt eine heile Kopie mit %n Fällen, zuletzt geändert %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The copy was not put back</source>
        <translation>Die Kopie wurde nicht zurückgelegt</translation>
    </message>
    <message>
        <source>The library cannot be read</source>
        <translation>Die Bibliothek ist nicht lesbar</translation>
    </message>
    <message>
        <source>Opening the case</source>
        <translation>Fall öffnen</translation>
    </message>
    <message>
        <source>There is no case to correct.</source>
        <translation>Es gibt keinen Fall zu korrigieren.</translation>
    </message>
    <message>
        <source>The case was opened, but the library did not note it</source>
        <translation>Der Fall ist offen, aber die Bibliothek hat es nicht vermerkt</translation>
    </message>
    <message>
        <source>This case can only be looked at</source>
        <translation>Dieser Fall lässt sich nur ansehen</translation>
    </message>
    <message>
        <source>Not all could be opened</source>
        <translation>Nicht alles ließ sich öffnen</translation>
    </message>
    <message>
        <source>It can only be looked at.</source>
        <translation>Er lässt sich nur ansehen.</translation>
    </message>
    <message>
        <source>The case was not saved</source>
        <translation>Der Fall wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>Saving the case</source>
        <translation>Fall speichern</translation>
    </message>
    <message>
        <source>Your work was kept beside</source>
        <translation>Ihre Arbeit liegt daneben</translation>
    </message>
    <message>
        <source>It is a version of its own; the labels of the case are as they were.</source>
        <translation>Sie ist eine eigene Version; die Labels des Falls sind, wie sie waren.</translation>
    </message>
    <message>
        <source>The case was saved</source>
        <translation>Der Fall wurde gespeichert</translation>
    </message>
    <message>
        <source>The case was not changed</source>
        <translation>Der Fall wurde nicht geändert</translation>
    </message>
    <message>
        <source>Exporting accepted cases</source>
        <translation>Angenommene Fälle exportieren</translation>
    </message>
    <message>
        <source>The dataset was not written</source>
        <translation>Der Datensatz wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>The case is still locked</source>
        <translation>Der Fall ist noch gesperrt</translation>
    </message>
    <message>
        <source>Your strokes are not kept on the disk</source>
        <translation>Ihre Striche sind nicht auf der Platte</translation>
    </message>
    <message>
        <source>Nothing is lost in this window. Make room on the disk, then save the case.</source>
        <translation>In diesem Fenster ist nichts verloren. Schaffen Sie Platz auf der Platte und speichern Sie dann den Fall.</translation>
    </message>
    <message>
        <source>Somebody else corrects this case</source>
        <translation>Jemand anders korrigiert diesen Fall</translation>
    </message>
    <message>
        <source>What you save is kept beside.</source>
        <translation>Was Sie speichern, liegt daneben.</translation>
    </message>
    <message>
        <source>The lock of the case was not renewed</source>
        <translation>Die Sperre des Falls wurde nicht erneuert</translation>
    </message>
    <message>
        <source>Somebody else took this case over</source>
        <translation>Jemand anders hat diesen Fall übernommen</translation>
    </message>
    <message>
        <source>Strokes of an earlier session cannot be looked for</source>
        <translation>Nach Strichen einer früheren Sitzung lässt sich nicht suchen</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were recovered.</source>
        <translation>
            <numerusform>%n Änderung wurde wiederhergestellt.</numerusform>
            <numerusform>%n Änderungen wurden wiederhergestellt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The recovered work was kept beside</source>
        <translation>Die wiederhergestellte Arbeit liegt daneben</translation>
    </message>
    <message>
        <source>Recovered changes</source>
        <translation>Wiederhergestellte Änderungen</translation>
    </message>
    <message>
        <source>Recovered strokes</source>
        <translation>Wiederhergestellte Striche</translation>
    </message>
    <message>
        <source>Your work is back</source>
        <translation>Ihre Arbeit ist wieder da</translation>
    </message>
    <message>
        <source>Look at it, then save the case.</source>
        <translation>Sehen Sie sie an und speichern Sie dann den Fall.</translation>
    </message>
    <message>
        <source>Only a part of the work came back</source>
        <translation>Nur ein Teil der Arbeit ist wieder da</translation>
    </message>
    <message>
        <source>The journal is damaged behind them; it stays where it is.</source>
        <translation>Das Journal ist dahinter beschädigt; es bleibt, wo es ist.</translation>
    </message>
</context>
<context>
    <name>valvista::ui::ClassPage</name>
    <message>
        <source>Share of the patients validated on</source>
        <translation>Anteil der Patienten zur Validierung</translation>
    </message>
    <message>
        <source>Share of the patients held out</source>
        <translation>Anteil der zurückgehaltenen Patienten</translation>
    </message>
    <message>
        <source>Which case is used for what</source>
        <translation>Welcher Fall wofür verwendet wird</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwendung</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Structures that are trained</source>
        <translation>Strukturen, die trainiert werden</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>Startwert der Aufteilung</translation>
    </message>
    <message>
        <source>Structures</source>
        <translation>Strukturen</translation>
    </message>
    <message>
        <source>&amp;Validated on:</source>
        <translation>&amp;Validierung:</translation>
    </message>
    <message>
        <source>&amp;Held out for the test:</source>
        <translation>&amp;Zurückgehalten für den Test:</translation>
    </message>
    <message>
        <source>&amp;Seed:</source>
        <translation>&amp;Startwert:</translation>
    </message>
    <message>
        <source>All scans of a patient are in the same part. The validation chooses the best epoch; only patients held out tell how the model does on new ones.</source>
        <translation>Alle Scans eines Patienten liegen im selben Teil. Die Validierung wählt die beste Epoche; nur zurückgehaltene Patienten zeigen, wie gut das Modell bei neuen ist.</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <source>Trained on %1, validated on %2, held out %3 case(s).</source>
        <translation>Training: %1, Validierung: %2, zurückgehalten: %3 Fälle.</translation>
    </message>
</context>
<context>
    <name>valvista::ui::CommandSearch</name>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Befehl eingeben</translation>
    </message>
    <message>
        <source>Command to search</source>
        <translation>Gesuchter Befehl</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Gefundene Befehle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1   (%2)</source>
        <translation>%1   (%2)</translation>
    </message>
    <message>
        <source>No command of this name can be used now</source>
        <translation>Kein Befehl dieses Namens ist jetzt verfügbar</translation>
    </message>
</context>
<context>
    <name>valvista::ui::CompareActions</name>
    <message>
        <source>Compare with la&amp;bels…</source>
        <translation>Mit La&amp;bels vergleichen…</translation>
    </message>
    <message>
        <source>How the labels agree with those of a file, class by class</source>
        <translation>Übereinstimmung der Labels mit denen einer Datei, je Klasse</translation>
    </message>
    <message>
        <source>Save comparison &amp;table…</source>
        <translation>Vergleichs&amp;tabelle speichern…</translation>
    </message>
    <message>
        <source>Dice, IoU and surface distances of each class as CSV</source>
        <translation>Dice, IoU und Oberflächenabstände je Klasse als CSV</translation>
    </message>
    <message>
        <source>&amp;Close comparison</source>
        <translation>Vergleich s&amp;chließen</translation>
    </message>
    <message>
        <source>Back to the labels of the case alone</source>
        <translation>Zurück zu den Labels des Falls allein</translation>
    </message>
    <message>
        <source>The labels were not compared</source>
        <translation>Die Labels wurden nicht verglichen</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Compare with labels</source>
        <translation>Mit Labels vergleichen</translation>
    </message>
    <message>
        <source>Save comparison table</source>
        <translation>Vergleichstabelle speichern</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>The comparison was written</source>
        <translation>Der Vergleich wurde geschrieben</translation>
    </message>
    <message>
        <source>The comparison was not written</source>
        <translation>Der Vergleich wurde nicht geschrieben</translation>
    </message>
</context>
<context>
    <name>valvista::ui::ComparePanel</name>
    <message>
        <source>Agreement of the labels A and B</source>
        <translation>Übereinstimmung der Labels A und B</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>A: the labels of the case. B: the labels of the file.</source>
        <translation>A: Labels des Falls. B: Labels der Datei.</translation>
    </message>
    <message>
        <source>A ml</source>
        <translation>A ml</translation>
    </message>
    <message>
        <source>Volume of the class in A</source>
        <translation>Volumen der Klasse in A</translation>
    </message>
    <message>
        <source>B ml</source>
        <translation>B ml</translation>
    </message>
    <message>
        <source>Volume of the class in B</source>
        <translation>Volumen der Klasse in B</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <source>Twice the common volume over the sum of both; 1 is the same</source>
        <translation>Doppeltes gemeinsames Volumen durch die Summe beider; 1 ist gleich</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>Common volume over the volume of either; 1 is the same</source>
        <translation>Gemeinsames Volumen durch das Gesamtvolumen; 1 ist gleich</translation>
    </message>
    <message>
        <source>Mean mm</source>
        <translation>Mittel mm</translation>
    </message>
    <message>
        <source>Average symmetric distance of the surfaces</source>
        <translation>Mittlerer symmetrischer Abstand der Oberflächen</translation>
    </message>
    <message>
        <source>HD95 mm</source>
        <translation>HD95 mm</translation>
    </message>
    <message>
        <source>Hausdorff distance, 95th percentile</source>
        <translation>Hausdorff-Abstand, 95. Perzentil</translation>
    </message>
    <message>
        <source>HD mm</source>
        <translation>HD mm</translation>
    </message>
    <message>
        <source>Hausdorff distance: the farthest that one surface is from the other</source>
        <translation>Hausdorff-Abstand: größte Entfernung der einen Oberfläche von der anderen</translation>
    </message>
    <message>
        <source>Save &amp;table…</source>
        <translation>&amp;Tabelle speichern…</translation>
    </message>
    <message>
        <source>&amp;Close comparison</source>
        <translation>Vergleich s&amp;chließen</translation>
    </message>
    <message>
        <source>One side does not have this class</source>
        <translation>Eine Seite hat diese Klasse nicht</translation>
    </message>
</context>
<context>
    <name>valvista::ui::CorrectActions</name>
    <message>
        <source>&amp;Correct labels</source>
        <translation>Labels &amp;korrigieren</translation>
    </message>
    <message>
        <source>Opens the panel that corrects labels, with the brush in the hand</source>
        <translation>Öffnet das Feld zum Korrigieren der Labels, mit dem Pinsel in der Hand</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinsel</translation>
    </message>
    <message>
        <source>Paints the chosen label; Shift and the wheel change its size</source>
        <translation>Malt das gewählte Label; Umschalt und Mausrad ändern die Größe</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>Takes the chosen label away</source>
        <translation>Nimmt das gewählte Label weg</translation>
    </message>
    <message>
        <source>&amp;Draw</source>
        <translation>&amp;Zeichnen</translation>
    </message>
    <message>
        <source>Fills an outline: drawn by hand, or corner by corner and a double click</source>
        <translation>Füllt einen Umriss: mit der Hand gezeichnet oder Ecke für Ecke und ein Doppelklick</translation>
    </message>
    <message>
        <source>&amp;Vessel click</source>
        <translation>&amp;Gefäßklick</translation>
    </message>
    <message>
        <source>One click in a vessel with contrast grows the chosen label along it</source>
        <translation>Ein Klick in ein Gefäß mit Kontrastmittel lässt das gewählte Label darin wachsen</translation>
    </message>
    <message>
        <source>Cut &amp;inside</source>
        <translation>&amp;Innen schneiden</translation>
    </message>
    <message>
        <source>Erases the chosen label within an outline on a slice or in 3D, through the whole depth</source>
        <translation>Löscht das gewählte Label innerhalb eines Umrisses auf einer Schicht oder in 3D, durch die ganze Tiefe</translation>
    </message>
    <message>
        <source>Cut &amp;outside</source>
        <translation>&amp;Außen schneiden</translation>
    </message>
    <message>
        <source>Erases the chosen label outside an outline on a slice or in 3D, through the whole depth</source>
        <translation>Löscht das gewählte Label außerhalb eines Umrisses auf einer Schicht oder in 3D, durch die ganze Tiefe</translation>
    </message>
    <message>
        <source>&amp;Smooth</source>
        <translation>Glätt&amp;en</translation>
    </message>
    <message>
        <source>Smooths the surface of the chosen label and keeps its volume</source>
        <translation>Glättet die Oberfläche des gewählten Labels und erhält sein Volumen</translation>
    </message>
    <message>
        <source>&amp;Fill between slices</source>
        <translation>Schichten &amp;füllen</translation>
    </message>
    <message>
        <source>Fills the slices between those that have the chosen label</source>
        <translation>Füllt die Schichten zwischen denen, die das gewählte Label haben</translation>
    </message>
    <message>
        <source>&amp;Grow margin</source>
        <translation>Rand &amp;dazu</translation>
    </message>
    <message>
        <source>Adds a margin around the chosen label</source>
        <translation>Legt einen Rand um das gewählte Label</translation>
    </message>
    <message>
        <source>S&amp;hrink margin</source>
        <translation>Rand &amp;weg</translation>
    </message>
    <message>
        <source>Takes a margin off the chosen label</source>
        <translation>Nimmt dem gewählten Label einen Rand weg</translation>
    </message>
    <message>
        <source>Grow fro&amp;m seeds</source>
        <translation>Aus &amp;Keimen füllen</translation>
    </message>
    <message>
        <source>All labels near the chosen one grow by the width at most and meet at edges of the CT</source>
        <translation>Alle Labels nahe dem gewählten wachsen um höchstens die Breite und treffen sich an Kanten im CT</translation>
    </message>
    <message>
        <source>Keep &amp;largest piece</source>
        <translation>Nur größtes Stü&amp;ck</translation>
    </message>
    <message>
        <source>Erases all other pieces of the chosen label</source>
        <translation>Löscht alle anderen Stücke des gewählten Labels</translation>
    </message>
    <message>
        <source>&amp;Remove small pieces</source>
        <translation>Kleine &amp;Stücke weg</translation>
    </message>
    <message>
        <source>Erases pieces of the chosen label below 0.1 ml</source>
        <translation>Löscht Stücke des gewählten Labels unter 0,1 ml</translation>
    </message>
    <message>
        <source>Erase &amp;whole label</source>
        <translation>&amp;Label löschen</translation>
    </message>
    <message>
        <source>The chosen label becomes background</source>
        <translation>Das gewählte Label wird Hintergrund</translation>
    </message>
    <message>
        <source>Swap iliac ar&amp;teries</source>
        <translation>Seiten &amp;tauschen</translation>
    </message>
    <message>
        <source>Left becomes right and right becomes left</source>
        <translation>Beckenarterien: Links wird rechts und rechts wird links</translation>
    </message>
    <message>
        <source>&amp;Next place to look at</source>
        <translation>&amp;Nächste Stelle zum Hinsehen</translation>
    </message>
    <message>
        <source>Where correcting could change the annulus area or an iliac minimum most</source>
        <translation>Wo Korrigieren die Annulusfläche oder das Minimum einer Beckenarterie am meisten ändern könnte</translation>
    </message>
    <message>
        <source>&amp;Previous place to look at</source>
        <translation>&amp;Vorige Stelle zum Hinsehen</translation>
    </message>
    <message>
        <source>The one before in the list of places to look at first</source>
        <translation>Die vorige in der Liste der Stellen, bei denen zuerst hinzusehen ist</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Schneiden</translation>
    </message>
    <message>
        <source>Vessel click</source>
        <translation>Gefäßklick</translation>
    </message>
    <message>
        <source>Grow from seeds</source>
        <translation>Aus Keimen füllen</translation>
    </message>
    <message>
        <source>Nothing grew: no voxel has the chosen label.</source>
        <translation>Nichts ist gewachsen: Kein Voxel hat das gewählte Label.</translation>
    </message>
    <message>
        <source>Paint the ran&amp;ge</source>
        <translation>Be&amp;reich malen</translation>
    </message>
    <message>
        <source>Paints every voxel of the CT within the range of HU, as far as the rules allow</source>
        <translation>Malt jedes Voxel der CT im HU-Bereich, soweit die Regeln es erlauben</translation>
    </message>
    <message>
        <source>Take &amp;over</source>
        <translation>Ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>The whole label under the crosshair becomes the chosen one</source>
        <translation>Das ganze Label unter dem Fadenkreuz wird zum gewählten</translation>
    </message>
    <message>
        <source>Set a range of HU first: Only CT between.</source>
        <translation>Zuerst einen HU-Bereich setzen: Nur CT von, bis.</translation>
    </message>
    <message>
        <source>Paint the range</source>
        <translation>Bereich malen</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Put the crosshair on the label that the chosen one is to take over.</source>
        <translation>Das Fadenkreuz auf das Label setzen, das das gewählte übernehmen soll.</translation>
    </message>
    <message>
        <source>The label under the crosshair is locked.</source>
        <translation>Das Label unter dem Fadenkreuz ist gesperrt.</translation>
    </message>
</context>
<context>
    <name>valvista::ui::CorrectPanel</name>
    <message>
        <source>Radius of the brush</source>
        <translation>Radius des Pinsels</translation>
    </message>
    <message>
        <source>Width for smoothing and margins</source>
        <translation>Breite für Glätten und Ränder</translation>
    </message>
    <message>
        <source>Sphere</source>
        <translation>Kugel</translation>
    </message>
    <message>
        <source>Paints through neighbouring slices, too</source>
        <translation>Malt auch durch benachbarte Schichten</translation>
    </message>
    <message>
        <source>Follow edges</source>
        <translation>Kanten folgen</translation>
    </message>
    <message>
        <source>Keeps to the side of the image&apos;s edge on which the middle of the brush lies</source>
        <translation>Bleibt auf der Seite der Bildkante, auf der die Mitte des Pinsels liegt</translation>
    </message>
    <message>
        <source>Only CT between</source>
        <translation>Nur CT von, bis</translation>
    </message>
    <message>
        <source>Other voxels are not painted</source>
        <translation>Andere Voxel werden nicht bemalt</translation>
    </message>
    <message>
        <source>Lowest HU that is painted</source>
        <translation>Niedrigster HU-Wert, der bemalt wird</translation>
    </message>
    <message>
        <source>Highest HU that is painted</source>
        <translation>Höchster HU-Wert, der bemalt wird</translation>
    </message>
    <message>
        <source>Labels: what is painted, painted over, locked and shown</source>
        <translation>Labels: was gemalt, übermalt, gesperrt und gezeigt wird</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Fest</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Sicht</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Follows from aorta and left ventricle by the rules; locked, it stays and can be painted</source>
        <translation>Folgt nach den Regeln aus Aorta und linkem Ventrikel; gesperrt bleibt es, wie es ist, und kann bemalt werden</translation>
    </message>
    <message>
        <source>Radius:</source>
        <translation>Radius:</translation>
    </message>
    <message>
        <source>The whole label</source>
        <translation>Das ganze Label</translation>
    </message>
    <message>
        <source>Width:</source>
        <translation>Breite:</translation>
    </message>
</context>
<context>
    <name>valvista::ui::DataPage</name>
    <message>
        <source>What is wrong with the dataset</source>
        <translation>Was am Datensatz nicht stimmt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Trainings</source>
        <translation>Trainings</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Best Dice</source>
        <translation>Bester Dice</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>Fort&amp;setzen</translation>
    </message>
    <message>
        <source>Progress of the checks</source>
        <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
        <source>Choose &amp;folder…</source>
        <translation>&amp;Ordner wählen …</translation>
    </message>
    <message>
        <source>Trainings on this computer</source>
        <translation>Trainings auf diesem Rechner</translation>
    </message>
    <message>
        <source>Drop the folder of a dataset here, or choose it: nnU-Net v2 (dataset.json, imagesTr, labelsTr) or TotalSegmentator (a folder for each case with ct.nii.gz and segmentations).</source>
        <translation>Den Ordner eines Datensatzes hier ablegen oder wählen: nnU-Net v2 (dataset.json, imagesTr, labelsTr) oder TotalSegmentator (für jeden Fall ein Ordner mit ct.nii.gz und segmentations).</translation>
    </message>
    <message>
        <source>Looking at the dataset …</source>
        <translation>Der Datensatz wird angesehen …</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n case(s)</source>
        <translation>
            <numerusform>%1, %n Fall</numerusform>
            <numerusform>%1, %n Fälle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> of %n patient(s). </source>
        <translation>
            <numerusform> von %n Patienten. </numerusform>
            <numerusform> von %n Patienten. </numerusform>
        </translation>
    </message>
    <message>
        <source>Structures: %1.</source>
        <translation>Strukturen: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s): they must be put right before a training can start.</source>
        <translation>
            <numerusform>%n Fehler: Vor einem Training muss er behoben werden.</numerusform>
            <numerusform>%n Fehler: Vor einem Training müssen sie behoben werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every case is being read. You can go on meanwhile.</source>
        <translation>Jeder Fall wird gelesen. Es kann derweil weitergehen.</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s): they stop nothing, but look at them.</source>
        <translation>
            <numerusform>%n Warnung: Sie hält nichts auf, sollte aber angesehen werden.</numerusform>
            <numerusform>%n Warnungen: Sie halten nichts auf, sollten aber angesehen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>The cases were not read to the end. Choose the folder again to check them.</source>
        <translation>Die Fälle wurden nicht zu Ende gelesen. Den Ordner erneut wählen, um sie zu prüfen.</translation>
    </message>
    <message>
        <source>Every case was read and nothing is wrong.</source>
        <translation>Jeder Fall wurde gelesen, und alles stimmt.</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>valvista::ui::EnrichPart</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) could not be used:</source>
        <translation>
            <numerusform>%n Fall war nicht verwendbar:</numerusform>
            <numerusform>%n Fälle waren nicht verwendbar:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) have no annulus or no end of the root:</source>
        <translation>
            <numerusform>%n Fall hat keinen Annulus oder kein Wurzelende:</numerusform>
            <numerusform>%n Fälle haben keinen Annulus oder kein Wurzelende:</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Derive them</source>
        <translation>&amp;Ableiten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress of deriving</source>
        <translation>Fortschritt der Ableitung</translation>
    </message>
    <message>
        <source>It lacks: %1. Valvista can derive them from aorta and left ventricle; that makes a new dataset, %2, and leaves this one as it is. A model trained without them finds the coarse anatomy, and Valvista derives the rest of it.</source>
        <translation>Es fehlen: %1. Valvista kann sie aus Aorta und linkem Ventrikel ableiten; dabei entsteht ein neuer Datensatz, %2, und dieser bleibt, wie er ist. Ein ohne sie trainiertes Modell findet die grobe Anatomie, und Valvista leitet daraus den Rest ab.</translation>
    </message>
    <message>
        <source>Nothing was derived: %1</source>
        <translation>Nichts wurde abgeleitet: %1</translation>
    </message>
</context>
<context>
    <name>valvista::ui::FactTable</name>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>fraglich</translation>
    </message>
    <message>
        <source>not enough</source>
        <translation>unzureichend</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>korrigiert</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>%1 →</source>
        <translation>%1 →</translation>
    </message>
    <message>
        <source>As proposed</source>
        <translation>Wie vorgeschlagen</translation>
    </message>
    <message>
        <source>proposed %1</source>
        <translation>Vorschlag %1</translation>
    </message>
</context>
<context>
    <name>valvista::ui::FileActions</name>
    <message>
        <source>Open CT &amp;folder…</source>
        <translation>CT-&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>A folder with a DICOM series</source>
        <translation>Ein Ordner mit einer DICOM-Serie</translation>
    </message>
    <message>
        <source>Open CT folder</source>
        <translation>CT-Ordner öffnen</translation>
    </message>
    <message>
        <source>Open &amp;CT file…</source>
        <translation>&amp;CT-Datei öffnen…</translation>
    </message>
    <message>
        <source>One DICOM file, NIfTI, NRRD or MetaImage</source>
        <translation>Eine Datei: DICOM, NIfTI, NRRD oder MetaImage</translation>
    </message>
    <message>
        <source>Open CT file</source>
        <translation>CT-Datei öffnen</translation>
    </message>
    <message>
        <source>Open &amp;labels file…</source>
        <translation>&amp;Labeldatei öffnen…</translation>
    </message>
    <message>
        <source>Open re&amp;view…</source>
        <translation>&amp;Sichtung öffnen…</translation>
    </message>
    <message>
        <source>Edits, annotations and acknowledged findings saved with a plan of this case</source>
        <translation>Änderungen, Anmerkungen und bestätigte Befunde, die mit einem Plan dieses Falls gesichert wurden</translation>
    </message>
    <message>
        <source>Open review</source>
        <translation>Sichtung öffnen</translation>
    </message>
    <message>
        <source>Reviews (*.json)</source>
        <translation>Sichtungen (*.json)</translation>
    </message>
    <message>
        <source>Open labels file</source>
        <translation>Labeldatei öffnen</translation>
    </message>
    <message>
        <source>Open labels f&amp;older…</source>
        <translation>La&amp;belordner öffnen…</translation>
    </message>
    <message>
        <source>Open labels folder</source>
        <translation>Labelordner öffnen</translation>
    </message>
    <message>
        <source>&amp;Demo case</source>
        <translation>&amp;Demofall</translation>
    </message>
    <message>
        <source>A built-in phantom with known measurements</source>
        <translation>Eingebautes Phantom mit bekannten Maßen</translation>
    </message>
    <message>
        <source>&amp;Measure again</source>
        <translation>Erneut &amp;messen</translation>
    </message>
    <message>
        <source>Run steps that were cancelled or failed</source>
        <translation>Abgebrochene oder fehlgeschlagene Schritte ausführen</translation>
    </message>
    <message>
        <source>Export &amp;report (PDF)…</source>
        <translation>Be&amp;richt exportieren (PDF)…</translation>
    </message>
    <message>
        <source>The printed report</source>
        <translation>Der gedruckte Bericht</translation>
    </message>
    <message>
        <source>&amp;Save plan…</source>
        <translation>Plan &amp;speichern…</translation>
    </message>
    <message>
        <source>plan.json, tables, labels and report in a folder</source>
        <translation>plan.json, Tabellen, Labels und Bericht in einem Ordner</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Volumes (*.nii *.nii.gz *.nrrd *.nhdr *.mha *.mhd *.dcm)</source>
        <translation>Volumina (*.nii *.nii.gz *.nrrd *.nhdr *.mha *.mhd *.dcm)</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Der Bericht</translation>
    </message>
    <message>
        <source>Save plan in a folder</source>
        <translation>Plan in einem Ordner speichern</translation>
    </message>
    <message>
        <source>Save here</source>
        <translation>Hier speichern</translation>
    </message>
    <message>
        <source>The plan</source>
        <translation>Der Plan</translation>
    </message>
    <message>
        <source>%1 was written</source>
        <translation>%1 wurde geschrieben</translation>
    </message>
    <message>
        <source>%1 was not written</source>
        <translation>%1 wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>A label map or a DICOM segmentation for the open CT</source>
        <translation>Eine Labelkarte oder DICOM-Segmentierung zum geöffneten CT</translation>
    </message>
    <message>
        <source>A folder with one mask per structure, or with a DICOM segmentation</source>
        <translation>Ein Ordner mit einer Maske je Struktur oder mit einer DICOM-Segmentierung</translation>
    </message>
    <message>
        <source>Export la&amp;bels…</source>
        <translation>La&amp;bels exportieren…</translation>
    </message>
    <message>
        <source>The labels as NIfTI, NRRD or DICOM segmentation</source>
        <translation>Die Labels als NIfTI, NRRD oder DICOM-Segmentierung</translation>
    </message>
    <message>
        <source>Export labels</source>
        <translation>Labels exportieren</translation>
    </message>
    <message>
        <source>NIfTI (*.nii.gz *.nii)</source>
        <translation>NIfTI (*.nii.gz *.nii)</translation>
    </message>
    <message>
        <source>NRRD (*.nrrd)</source>
        <translation>NRRD (*.nrrd)</translation>
    </message>
    <message>
        <source>DICOM segmentation (*.dcm)</source>
        <translation>DICOM-Segmentierung (*.dcm)</translation>
    </message>
    <message>
        <source>The label map</source>
        <translation>Die Labelkarte</translation>
    </message>
</context>
<context>
    <name>valvista::ui::FindingsPanel</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Acknowledged. %1</source>
        <translation>Bestätigt. %1</translation>
    </message>
    <message>
        <source>Click to go there, Space to acknowledge. %1</source>
        <translation>Klick zeigt die Stelle, Leertaste bestätigt. %1</translation>
    </message>
    <message>
        <source>Space to acknowledge. %1</source>
        <translation>Leertaste bestätigt. %1</translation>
    </message>
</context>
<context>
    <name>valvista::ui::HelpActions</name>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Language, look, mouse, window and level, keys</source>
        <translation>Sprache, Aussehen, Maus, Fenster, Tasten</translation>
    </message>
    <message>
        <source>&amp;Search commands…</source>
        <translation>Befehle &amp;suchen…</translation>
    </message>
    <message>
        <source>Find and run any command by a few letters</source>
        <translation>Jeden Befehl mit wenigen Buchstaben finden und ausführen</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation>&amp;Tasten und Maus</translation>
    </message>
    <message>
        <source>What keys and mouse do</source>
        <translation>Was Tasten und Maus bewirken</translation>
    </message>
    <message>
        <source>&amp;Tour in five steps</source>
        <translation>&amp;Rundgang in fünf Schritten</translation>
    </message>
    <message>
        <source>Where things are, shown on the demo case when none is open</source>
        <translation>Wo was zu finden ist, am Demofall, wenn kein Fall geöffnet ist</translation>
    </message>
    <message>
        <source>&amp;About Valvista</source>
        <translation>Ü&amp;ber Valvista</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>About Valvista</source>
        <translation>Über Valvista</translation>
    </message>
    <message>
        <source>Valvista %1
Planning of transcatheter aortic valve replacement from CT.

Research use only. Not a medical device.

Free software, GPL-3.0-or-later, without any warranty.</source>
        <translation>Valvista %1
Planung des Transkatheter-Aortenklappenersatzes im CT.

Nur für die Forschung. Kein Medizinprodukt.

Freie Software, GPL-3.0-or-later, ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>valvista::ui::IdentityStrip</name>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Research use only</source>
        <translation>Nur für die Forschung</translation>
    </message>
    <message>
        <source>ID %1</source>
        <translation>ID %1</translation>
    </message>
    <message>
        <source>born %1</source>
        <translation>geb. %1</translation>
    </message>
    <message>
        <source>study of %1</source>
        <translation>Untersuchung %1</translation>
    </message>
    <message>
        <source>phase %1 %</source>
        <translation>Phase %1 %</translation>
    </message>
</context>
<context>
    <name>valvista::ui::JobStatusBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop what is under way; what is already there stays (Esc)</source>
        <translation>Laufendes anhalten; Vorhandenes bleibt (Esc)</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
</context>
<context>
    <name>valvista::ui::KeyEditor</name>
    <message>
        <source>&amp;Use this key</source>
        <translation>Taste über&amp;nehmen</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>&amp;Keine Taste</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset &amp;all keys</source>
        <translation>&amp;Alle Tasten zurücksetzen</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>New key of the chosen command</source>
        <translation>Neue Taste des gewählten Befehls</translation>
    </message>
    <message>
        <source>New &amp;key:</source>
        <translation>Neue &amp;Taste:</translation>
    </message>
</context>
<context>
    <name>valvista::ui::KeySheet</name>
    <message>
        <source>Window and level</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Move the crosshair</source>
        <translation>Fadenkreuz bewegen</translation>
    </message>
    <message>
        <source>Turn slices</source>
        <translation>Schichten blättern</translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation>Links ziehen</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Drehen</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>Mitte ziehen</translation>
    </message>
    <message>
        <source>Right drag, wheel</source>
        <translation>Rechts ziehen, Rad</translation>
    </message>
    <message>
        <source>Click on a surface</source>
        <translation>Klick auf eine Oberfläche</translation>
    </message>
    <message>
        <source>Click on a measurement or a finding</source>
        <translation>Klick auf ein Maß oder einen Befund</translation>
    </message>
    <message>
        <source>Show its place</source>
        <translation>Stelle zeigen</translation>
    </message>
    <message>
        <source>Drag the root end in the plot</source>
        <translation>Wurzelende im Diagramm ziehen</translation>
    </message>
    <message>
        <source>Move the plane of the root end</source>
        <translation>Ebene des Wurzelendes verschieben</translation>
    </message>
    <message>
        <source>Drop a folder or a file on the window</source>
        <translation>Ordner oder Datei auf das Fenster ziehen</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>Rechts ziehen</translation>
    </message>
    <message>
        <source>Shift + %1</source>
        <translation>Umschalt + %1</translation>
    </message>
    <message>
        <source>Ctrl + %1</source>
        <translation>Strg + %1</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Shift and move</source>
        <translation>Umschalt und bewegen</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Strg + Rad</translation>
    </message>
    <message>
        <source>Ctrl while window and level are dragged</source>
        <translation>Strg beim Ziehen des Fensters</translation>
    </message>
    <message>
        <source>Finer steps</source>
        <translation>Feinere Schritte</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>One view large, and back</source>
        <translation>Eine Ansicht groß, und zurück</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>Tasten und Maus</translation>
    </message>
    <message>
        <source>Search by name or key</source>
        <translation>Nach Name oder Taste suchen</translation>
    </message>
    <message>
        <source>Search keys and gestures</source>
        <translation>Tasten und Gesten suchen</translation>
    </message>
    <message>
        <source>Keys and gestures</source>
        <translation>Tasten und Gesten</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Key or gesture</source>
        <translation>Taste oder Geste</translation>
    </message>
    <message>
        <source>Mouse in slices</source>
        <translation>Maus in Schichten</translation>
    </message>
    <message>
        <source>Mouse in 3D</source>
        <translation>Maus in 3D</translation>
    </message>
    <message>
        <source>Mouse in lists and plots</source>
        <translation>Maus in Listen und Diagrammen</translation>
    </message>
</context>
<context>
    <name>valvista::ui::LabelEditor</name>
    <message>
        <source>Nothing was changed: the change before is just being put on the disk.</source>
        <translation>Nichts wurde geändert: Die vorige Änderung wird gerade auf die Platte geschrieben.</translation>
    </message>
    <message>
        <source>Nothing was changed: another case is being opened.</source>
        <translation>Nichts wurde geändert: Ein anderer Fall wird gerade geöffnet.</translation>
    </message>
    <message>
        <source>Nothing was changed: somebody else corrects this case.</source>
        <translation>Nichts wurde geändert: Jemand anders korrigiert diesen Fall.</translation>
    </message>
    <message>
        <source>Lock %1</source>
        <translation>%1 sperren</translation>
    </message>
    <message>
        <source>Unlock %1</source>
        <translation>%1 freigeben</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>Malen</translation>
    </message>
    <message>
        <source>The labels were changed meanwhile: %1 was not applied.</source>
        <translation>Die Labels wurden inzwischen geändert: „%1“ wurde nicht angewandt.</translation>
    </message>
    <message>
        <source>Nothing was painted: the brush is outside the scan.</source>
        <translation>Nichts wurde gemalt: Der Pinsel liegt außerhalb der Aufnahme.</translation>
    </message>
    <message>
        <source>Nothing was painted: the label here is locked.</source>
        <translation>Nichts wurde gemalt: Das Label hier ist gesperrt.</translation>
    </message>
    <message>
        <source>Nothing was painted: the label here is not among those to paint over.</source>
        <translation>Nichts wurde gemalt: Das Label hier gehört nicht zu denen, die übermalt werden.</translation>
    </message>
    <message>
        <source>Nothing was painted: the CT here is outside the range of HU.</source>
        <translation>Nichts wurde gemalt: Das CT liegt hier außerhalb des HU-Bereichs.</translation>
    </message>
    <message>
        <source>Nothing was painted: the label here is the one you paint with.</source>
        <translation>Nichts wurde gemalt: Hier ist schon das Label, mit dem gemalt wird.</translation>
    </message>
    <message numerus="yes">
        <source>Growing was stopped at %n place(s) where the lumen widens at once; the first is shown: from %1 to %2 mm across.</source>
        <translation>
            <numerusform>Das Wachsen hielt an %n Stelle, wo das Lumen plötzlich weiter wird; sie wird gezeigt: von %1 auf %2 mm Durchmesser.</numerusform>
            <numerusform>Das Wachsen hielt an %n Stellen, wo das Lumen plötzlich weiter wird; die erste wird gezeigt: von %1 auf %2 mm Durchmesser.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>valvista::ui::LibraryActions</name>
    <message>
        <source>Copy the scan without its &amp;identity…</source>
        <translation>Scan ohne &amp;Identität kopieren…</translation>
    </message>
    <message>
        <source>DICOM files of the open case without names, dates and texts; pixels stay as they are</source>
        <translation>DICOM-Dateien des offenen Falls ohne Namen, Daten und Texte; die Bildpunkte bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>Name of the folder for the copy</source>
        <translation>Name des Ordners für die Kopie</translation>
    </message>
    <message>
        <source>Case &amp;library…</source>
        <translation>Fall&amp;bibliothek …</translation>
    </message>
    <message>
        <source>All cases, what is to be done with them and by whom</source>
        <translation>Alle Fälle, was mit ihnen zu tun ist und wer es tut</translation>
    </message>
    <message>
        <source>&amp;Next case to correct</source>
        <translation>&amp;Nächster Fall zum Korrigieren</translation>
    </message>
    <message>
        <source>Opens what you should correct next; nobody else can change it then</source>
        <translation>Öffnet, was Sie als Nächstes korrigieren sollten; niemand sonst kann es dann ändern</translation>
    </message>
    <message>
        <source>&amp;Save in the library</source>
        <translation>In der Bibliothek &amp;speichern</translation>
    </message>
    <message>
        <source>Keeps labels, changes and numbers; the open case is added where it is new</source>
        <translation>Bewahrt Labels, Änderungen und Zahlen; ein neuer Fall wird dabei aufgenommen</translation>
    </message>
    <message>
        <source>Send to &amp;review</source>
        <translation>Zur &amp;Durchsicht</translation>
    </message>
    <message>
        <source>The open case is saved and waits for a second look</source>
        <translation>Der offene Fall wird gespeichert und wartet auf einen zweiten Blick</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Annehmen</translation>
    </message>
    <message>
        <source>The open case is saved and may be trained on</source>
        <translation>Der offene Fall wird gespeichert und darf zum Training dienen</translation>
    </message>
    <message>
        <source>Re&amp;ject</source>
        <translation>Ab&amp;lehnen</translation>
    </message>
    <message>
        <source>The open case is not to be trained on</source>
        <translation>Der offene Fall soll nicht zum Training dienen</translation>
    </message>
    <message>
        <source>&amp;Export accepted cases for training…</source>
        <translation>Angenommene Fälle zum Training &amp;exportieren …</translation>
    </message>
    <message>
        <source>Writes them as a dataset and opens the window that trains models on it</source>
        <translation>Schreibt sie als Datensatz und öffnet das Fenster, das damit Modelle trainiert</translation>
    </message>
    <message>
        <source>Name of the new dataset</source>
        <translation>Name des neuen Datensatzes</translation>
    </message>
    <message numerus="yes">
        <source>%1, since %2: %n change(s) were not saved when the program ended.</source>
        <translation>
            <numerusform>%1, seit %2: %n Änderung war nicht gespeichert, als das Programm endete.</numerusform>
            <numerusform>%1, seit %2: %n Änderungen waren nicht gespeichert, als das Programm endete.</numerusform>
        </translation>
    </message>
    <message>
        <source>Recovering opens the case and applies them as a change that can be undone. What was saved stays.</source>
        <translation>Wiederherstellen öffnet den Fall und wendet sie als eine Änderung an, die sich zurücknehmen lässt. Gespeichertes bleibt.</translation>
    </message>
    <message>
        <source>&amp;Recover</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>A journal of strokes cannot be used: %1</source>
        <translation>Ein Journal von Strichen ist nicht brauchbar: %1</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>&amp;Verwerfen …</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>Work that was not saved</source>
        <translation>Nicht gespeicherte Arbeit</translation>
    </message>
    <message>
        <source>Discard this work</source>
        <translation>Diese Arbeit verwerfen</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) would be gone for good.</source>
        <translation>
            <numerusform>%n Änderung wäre endgültig verloren.</numerusform>
            <numerusform>%n Änderungen wären endgültig verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>&amp;Discard it</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>The library is damaged</source>
        <translation>Die Bibliothek ist beschädigt</translation>
    </message>
    <message>
        <source>Putting it back keeps the damaged one beside it under another name.</source>
        <translation>Die beschädigte bleibt dabei unter anderem Namen daneben liegen.</translation>
    </message>
    <message>
        <source>&amp;Put the copy back</source>
        <translation>&amp;Kopie zurücklegen</translation>
    </message>
</context>
<context>
    <name>valvista::ui::LibraryWindow</name>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>To correct</source>
        <translation>Zu korrigieren</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Zur Durchsicht</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Case library</source>
        <translation>Fallbibliothek</translation>
    </message>
    <message>
        <source>State of the cases shown</source>
        <translation>Zustand der gezeigten Fälle</translation>
    </message>
    <message>
        <source>Cases of the library</source>
        <translation>Fälle der Bibliothek</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>Bearbeiter</translation>
    </message>
    <message>
        <source>Time spent</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Stichworte</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Search name, ID, date, description, annotator</source>
        <translation>Name, ID, Datum, Beschreibung, Bearbeiter suchen</translation>
    </message>
    <message>
        <source>Search cases</source>
        <translation>Fälle suchen</translation>
    </message>
    <message>
        <source>Ta&amp;gs of the chosen case, with commas between</source>
        <translation>Stich&amp;worte des gewählten Falls, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Send to &amp;review</source>
        <translation>Zur &amp;Durchsicht</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Annehmen</translation>
    </message>
    <message>
        <source>Re&amp;ject</source>
        <translation>Ab&amp;lehnen</translation>
    </message>
    <message>
        <source>&amp;Back to correct</source>
        <translation>&amp;Zurück zum Korrigieren</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>All (%1)</source>
        <translation>Alle (%1)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>state and number</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No case is like that.</source>
        <translation>Kein Fall passt dazu.</translation>
    </message>
    <message>
        <source>The library is empty. Open a scan and save it here: corrections are kept, and accepted cases become a dataset for training.</source>
        <translation>Die Bibliothek ist leer. Öffnen Sie einen Scan und speichern Sie ihn hier: Korrekturen werden bewahrt, und aus angenommenen Fällen wird ein Datensatz zum Training.</translation>
    </message>
    <message>
        <source>%1, open elsewhere</source>
        <translation>%1, anderswo offen</translation>
    </message>
</context>
<context>
    <name>valvista::ui::LivePage</name>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Dice of the validation</source>
        <translation>Dice der Validierung</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Worst cases of the last validation</source>
        <translation>Schlechteste Fälle der letzten Validierung</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <source>Mean Dice</source>
        <translation>Mittlerer Dice</translation>
    </message>
    <message>
        <source>Worst structure</source>
        <translation>Schlechteste Struktur</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <source>Double-click opens the CT with the truth and the model&apos;s labels.</source>
        <translation>Doppelklick öffnet das CT mit der Wahrheit und den Labels des Modells.</translation>
    </message>
    <message>
        <source>Looking at the training …</source>
        <translation>Das Training wird angesehen …</translation>
    </message>
    <message>
        <source>Its process is gone. It can go on from its last checkpoint.</source>
        <translation>Sein Prozess ist weg. Es kann vom letzten Checkpoint aus weitergehen.</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>%1 patches a second</source>
        <translation>%1 Ausschnitte je Sekunde</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>best Dice %1 in epoch %2</source>
        <translation>bester Dice %1 in Epoche %2</translation>
    </message>
    <message>
        <source>%1 of memory</source>
        <translation>%1 Speicher</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
</context>
<context>
    <name>valvista::ui::LossPage</name>
    <message>
        <source>What the training starts from</source>
        <translation>Wovon das Training ausgeht</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>%1 (recommended)</source>
        <translation>%1 (empfohlen)</translation>
    </message>
    <message>
        <source>&amp;Start from:</source>
        <translation>&amp;Ausgang:</translation>
    </message>
    <message>
        <source>&amp;Network:</source>
        <translation>&amp;Netz:</translation>
    </message>
    <message>
        <source>&amp;Loss:</source>
        <translation>&amp;Loss:</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Weight of each term of the loss</source>
        <translation>Gewicht jedes Summanden des Loss</translation>
    </message>
    <message>
        <source>new weights</source>
        <translation>neue Gewichte</translation>
    </message>
    <message>
        <source>The network learns everything from this dataset. With an installed model it would learn less anew, and the result would be compared with that model.</source>
        <translation>Das Netz lernt alles aus diesem Datensatz. Mit einem installierten Modell müsste es weniger neu lernen, und das Ergebnis würde mit diesem Modell verglichen.</translation>
    </message>
    <message>
        <source>Network, voxels and intensities are those of that model. At the end both are compared in millimetres.</source>
        <translation>Netz, Voxel und Intensitäten sind die dieses Modells. Am Ende werden beide in Millimetern verglichen.</translation>
    </message>
    <message>
        <source>Recommended: it keeps thin vessels whole and cannot suppress a structure.</source>
        <translation>Empfohlen: hält dünne Gefäße zusammen und kann keine Struktur unterdrücken.</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Gewicht von %1</translation>
    </message>
</context>
<context>
    <name>valvista::ui::MainWindow</name>
    <message>
        <source>Measurements</source>
        <translation>Maße</translation>
    </message>
    <message>
        <source>Root cross-section</source>
        <translation>Wurzelquerschnitt</translation>
    </message>
    <message>
        <source>Valvista</source>
        <translation>Valvista</translation>
    </message>
    <message>
        <source>%1 — Valvista</source>
        <translation>%1 — Valvista</translation>
    </message>
    <message>
        <source>This could not be opened</source>
        <translation>Öffnen nicht möglich</translation>
    </message>
    <message>
        <source>This case could not be planned</source>
        <translation>Planung dieses Falls nicht möglich</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>   %1 HU</source>
        <translation>   %1 HU</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Alle Befunde</translation>
    </message>
    <message>
        <source>Correct labels</source>
        <translation>Labels korrigieren</translation>
    </message>
    <message>
        <source>The dataset was written</source>
        <translation>Der Datensatz wurde geschrieben</translation>
    </message>
</context>
<context>
    <name>valvista::ui::MeasurementPanel</name>
    <message>
        <source>Annulus</source>
        <translation>Annulus</translation>
    </message>
    <message>
        <source>Root</source>
        <translation>Wurzel</translation>
    </message>
    <message>
        <source>Iliac arteries</source>
        <translation>Beckenarterien</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumina</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Maße</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Uncertainty: one standard deviation, same unit</source>
        <translation>Unsicherheit: eine Standardabweichung, gleiche Einheit</translation>
    </message>
    <message>
        <source>out of date</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>korrigiert</translation>
    </message>
    <message>
        <source>Proposed: %1 %2</source>
        <translation>Vorschlag: %1 %2</translation>
    </message>
    <message>
        <source>Click to see where it was measured. Method: %1</source>
        <translation>Klick zeigt, wo gemessen wurde. Verfahren: %1</translation>
    </message>
</context>
<context>
    <name>valvista::ui::MessageBanner</name>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>valvista::ui::PipelineController</name>
    <message>
        <source>The case was changed while the review was read. Open the review again.</source>
        <translation>Der Fall wurde geändert, während die Sichtung gelesen wurde. Bitte die Sichtung noch einmal öffnen.</translation>
    </message>
    <message>
        <source>This case can only be looked at: the review was not opened.</source>
        <translation>Dieser Fall lässt sich nur ansehen: Die Sichtung wurde nicht geöffnet.</translation>
    </message>
    <message>
        <source>Reading CT</source>
        <translation>CT lesen</translation>
    </message>
    <message>
        <source>Reading labels</source>
        <translation>Labels lesen</translation>
    </message>
    <message>
        <source>Deriving annulus and root</source>
        <translation>Annulus und Wurzel ableiten</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Writing report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>The labels that were open were closed. %1</source>
        <translation>Die geöffneten Labels wurden geschlossen. %1</translation>
    </message>
    <message>
        <source>Building the demo case</source>
        <translation>Demofall erzeugen</translation>
    </message>
    <message>
        <source>Demo case (phantom)</source>
        <translation>Demofall (Phantom)</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>Dateien ansehen</translation>
    </message>
    <message>
        <source>Building surfaces</source>
        <translation>Oberflächen berechnen</translation>
    </message>
    <message>
        <source>Reading the review</source>
        <translation>Sichtung lesen</translation>
    </message>
    <message>
        <source>Open the scan first that the review was made on.</source>
        <translation>Zuerst das CT öffnen, zu dem die Sichtung gehört.</translation>
    </message>
    <message>
        <source>The review was made on another scan than the one that is open.</source>
        <translation>Die Sichtung gehört zu einem anderen CT als dem geöffneten.</translation>
    </message>
    <message>
        <source>The review was made on other labels than those that are open.</source>
        <translation>Die Sichtung gehört zu anderen Labels als den geöffneten.</translation>
    </message>
    <message>
        <source>Open review</source>
        <translation>Sichtung öffnen</translation>
    </message>
</context>
<context>
    <name>valvista::ui::PlaceList</name>
    <message>
        <source>Look here first</source>
        <translation>Hier zuerst hinsehen</translation>
    </message>
</context>
<context>
    <name>valvista::ui::PlaceRanking</name>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>posterior</source>
        <translation>hinten</translation>
    </message>
    <message>
        <source>anterior</source>
        <translation>vorn</translation>
    </message>
    <message>
        <source>superior</source>
        <translation>oben</translation>
    </message>
    <message>
        <source>inferior</source>
        <translation>unten</translation>
    </message>
    <message>
        <source>Annulus, %1: up to %2 mm²</source>
        <translation>Annulus, %1: bis zu %2 mm²</translation>
    </message>
    <message>
        <source>Left iliac artery at %1 mm: up to %2 mm</source>
        <translation>Beckenarterie links bei %1 mm: bis zu %2 mm</translation>
    </message>
    <message>
        <source>Right iliac artery at %1 mm: up to %2 mm</source>
        <translation>Beckenarterie rechts bei %1 mm: bis zu %2 mm</translation>
    </message>
    <message>
        <source>Labels and CT show the wall in different places: the area hangs on which is right</source>
        <translation>Labels und CT zeigen die Wand an verschiedenen Stellen: Die Fläche hängt davon ab, was stimmt</translation>
    </message>
    <message>
        <source>Labels and CT show different walls: the smallest diameter hangs on which is right</source>
        <translation>Labels und CT zeigen verschiedene Wände: Der kleinste Durchmesser hängt davon ab, was stimmt</translation>
    </message>
    <message>
        <source>The CT does not show the wall: the smallest diameter hangs on the labels alone</source>
        <translation>Das CT zeigt die Wand nicht: Der kleinste Durchmesser hängt allein an den Labels</translation>
    </message>
</context>
<context>
    <name>valvista::ui::PlotView</name>
    <message>
        <source>Root cross-section curve</source>
        <translation>Querschnittskurve der Wurzel</translation>
    </message>
    <message>
        <source>one plane each</source>
        <translation>je eine Ebene</translation>
    </message>
    <message>
        <source>moving average</source>
        <translation>gleitendes Mittel</translation>
    </message>
    <message>
        <source>Distance from the annulus plane (mm)</source>
        <translation>Abstand von der Annulusebene (mm)</translation>
    </message>
    <message>
        <source>Cross-section area (mm²)</source>
        <translation>Querschnittsfläche (mm²)</translation>
    </message>
    <message>
        <source>First maximum</source>
        <translation>Erstes Maximum</translation>
    </message>
    <message>
        <source>Root end</source>
        <translation>Wurzelende</translation>
    </message>
    <message>
        <source>Left and Right move the end of the root</source>
        <translation>Links und Rechts verschieben das Wurzelende</translation>
    </message>
    <message>
        <source>Root end, edited</source>
        <translation>Wurzelende, korrigiert</translation>
    </message>
</context>
<context>
    <name>valvista::ui::ResultPage</name>
    <message>
        <source>Dice of each structure</source>
        <translation>Dice jeder Struktur</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>Dice before</source>
        <translation>Dice vorher</translation>
    </message>
    <message>
        <source>Dice now</source>
        <translation>Dice jetzt</translation>
    </message>
    <message>
        <source>Errors in millimetres</source>
        <translation>Fehler in Millimetern</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>Measured before</source>
        <translation>Gemessen vorher</translation>
    </message>
    <message>
        <source>Error before, mm</source>
        <translation>Fehler vorher, mm</translation>
    </message>
    <message>
        <source>Measured now</source>
        <translation>Gemessen jetzt</translation>
    </message>
    <message>
        <source>Error now, mm</source>
        <translation>Fehler jetzt, mm</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>Fortschritt des Vergleichs</translation>
    </message>
    <message>
        <source>Mean error and its spread over the cases, in brackets the worst case. Plus: the model measures larger than the truth.</source>
        <translation>Mittlerer Fehler und seine Streuung über die Fälle, in Klammern der schlechteste Fall. Plus: Das Modell misst größer als die Wahrheit.</translation>
    </message>
    <message>
        <source>Word that confirms</source>
        <translation>Bestätigendes Wort</translation>
    </message>
    <message>
        <source>It is worse, or fails, in what a valve is chosen by. To install it all the same, type &quot;%1&quot;:</source>
        <translation>Es ist schlechter oder versagt in dem, wonach eine Klappe gewählt wird. Um es trotzdem zu installieren, „%1“ eingeben:</translation>
    </message>
    <message>
        <source>The cases held out are segmented and measured. This takes about as long as segmenting each of them twice.</source>
        <translation>Die zurückgehaltenen Fälle werden segmentiert und gemessen. Das dauert etwa so lange, wie jeden zweimal zu segmentieren.</translation>
    </message>
    <message>
        <source>The model is installed and can be chosen in the step Segment.</source>
        <translation>Das Modell ist installiert und kann im Schritt Segmentieren gewählt werden.</translation>
    </message>
    <message numerus="yes">
        <source>On %n case(s) held out, which no choice of the training has seen.</source>
        <translation>
            <numerusform>An %n zurückgehaltenen Fall, den keine Wahl des Trainings gesehen hat.</numerusform>
            <numerusform>An %n zurückgehaltenen Fällen, die keine Wahl des Trainings gesehen hat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On the %n case(s) of the validation, which chose the best epoch: a little too good. No cases were held out.</source>
        <translation>
            <numerusform>Am %n Fall der Validierung, der die beste Epoche gewählt hat: etwas zu gut. Kein Fall wurde zurückgehalten.</numerusform>
            <numerusform>An den %n Fällen der Validierung, die die beste Epoche gewählt haben: etwas zu gut. Kein Fall wurde zurückgehalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>The model was not compared yet.</source>
        <translation>Das Modell wurde noch nicht verglichen.</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1: typical error %2 mm instead of %3 mm.</source>
        <translation>%1: typischer Fehler %2 mm statt %3 mm.</translation>
    </message>
    <message>
        <source>%1: measured in %2 cases instead of %3.</source>
        <translation>%1: in %2 Fällen gemessen statt in %3.</translation>
    </message>
</context>
<context>
    <name>valvista::ui::ReviewPage</name>
    <message>
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <source>Version of the model</source>
        <translation>Version des Modells</translation>
    </message>
    <message>
        <source>Licence of the weights</source>
        <translation>Lizenz der Gewichte</translation>
    </message>
    <message>
        <source>What was chosen</source>
        <translation>Was gewählt wurde</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Wahl</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>&amp;Name of the model:</source>
        <translation>&amp;Name des Modells:</translation>
    </message>
    <message>
        <source>&amp;Version:</source>
        <translation>&amp;Version:</translation>
    </message>
    <message>
        <source>&amp;Licence of the weights:</source>
        <translation>&amp;Lizenz der Gewichte:</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>%1 trained on, %2 validated on, %3 held out</source>
        <translation>Training: %1, Validierung: %2, zurückgehalten: %3</translation>
    </message>
    <message>
        <source>Structures</source>
        <translation>Strukturen</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Starts from</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>new weights</source>
        <translation>neue Gewichte</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>%1 epochs of %2 steps</source>
        <translation>%1 Epochen zu %2 Schritten</translation>
    </message>
    <message>
        <source>A step</source>
        <translation>Ein Schritt</translation>
    </message>
    <message>
        <source>%1 patches of %2 voxels a side, %3 from one CT, in %4 part(s)</source>
        <translation>%1 Ausschnitte mit %2 Voxeln Kantenlänge, %3 aus einem CT, Teile: %4</translation>
    </message>
    <message>
        <source>Voxels</source>
        <translation>Voxel</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>It will take</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>not tried yet</source>
        <translation>noch nicht ausprobiert</translation>
    </message>
    <message>
        <source>Written to</source>
        <translation>Geschrieben nach</translation>
    </message>
</context>
<context>
    <name>valvista::ui::SchedulePage</name>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Size of the voxels</source>
        <translation>Größe der Voxel</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>&amp;Quick look (CPU)</source>
        <translation>&amp;Schneller Blick (CPU)</translation>
    </message>
    <message>
        <source>A small network on voxels of 3 mm: minutes to an hour, to see whether the data can be learnt</source>
        <translation>Ein kleines Netz auf Voxeln von 3 mm: Minuten bis eine Stunde, um zu sehen, ob sich die Daten lernen lassen</translation>
    </message>
    <message>
        <source>As in the &amp;paper</source>
        <translation>Wie im &amp;Paper</translation>
    </message>
    <message>
        <source>U-Net, six patches of 96 voxels, 350 epochs: a day or more on a GPU</source>
        <translation>U-Net, sechs Ausschnitte mit 96 Voxeln, 350 Epochen: einen Tag oder mehr auf einer GPU</translation>
    </message>
    <message>
        <source>Set everything:</source>
        <translation>Alles einstellen:</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>&amp;Epochs:</source>
        <translation>&amp;Epochen:</translation>
    </message>
    <message>
        <source>S&amp;teps in an epoch:</source>
        <translation>Schri&amp;tte je Epoche:</translation>
    </message>
    <message>
        <source>&amp;Learning rate:</source>
        <translation>&amp;Lernrate:</translation>
    </message>
    <message>
        <source>P&amp;atches in a step:</source>
        <translation>&amp;Ausschnitte je Schritt:</translation>
    </message>
    <message>
        <source>Of them from one &amp;CT:</source>
        <translation>Davon aus einem &amp;CT:</translation>
    </message>
    <message>
        <source>Patches and hardware</source>
        <translation>Ausschnitte und Hardware</translation>
    </message>
    <message>
        <source>Size of a patc&amp;h:</source>
        <translation>Größe der Aussc&amp;hnitte:</translation>
    </message>
    <message>
        <source> voxels</source>
        <translation> Voxel</translation>
    </message>
    <message>
        <source>Size of the &amp;voxels:</source>
        <translation>Größe der &amp;Voxel:</translation>
    </message>
    <message>
        <source>&amp;Device:</source>
        <translation>&amp;Gerät:</translation>
    </message>
    <message>
        <source>P&amp;recision:</source>
        <translation>Gena&amp;uigkeit:</translation>
    </message>
    <message>
        <source>Threads:</source>
        <translation>Threads:</translation>
    </message>
    <message>
        <source>one for each core</source>
        <translation>einer je Kern</translation>
    </message>
    <message>
        <source>Parts of a step:</source>
        <translation>Teile eines Schritts:</translation>
    </message>
    <message>
        <source>A step in several parts takes less memory and as long</source>
        <translation>Ein Schritt in mehreren Teilen braucht weniger Speicher und gleich lange</translation>
    </message>
    <message>
        <source>the fastest</source>
        <translation>das schnellste</translation>
    </message>
    <message>
        <source>Trying: two cases are prepared and a few steps trained …</source>
        <translation>Versuch: zwei Fälle werden vorbereitet und ein paar Schritte trainiert …</translation>
    </message>
    <message>
        <source>Not tried yet. A trial tells how long it will take and how much memory.</source>
        <translation>Noch nicht ausprobiert. Ein Versuch zeigt, wie lange es dauert und wie viel Speicher es braucht.</translation>
    </message>
    <message numerus="yes">
        <source>About %1 in all: %2 to prepare the cases, %3 for an epoch, %4 for a validation after every %n epoch(s). Longer while other programs compute. At most %5 of memory.</source>
        <translation>
            <numerusform>Etwa %1 insgesamt: %2 zum Vorbereiten der Fälle, %3 je Epoche, %4 je Validierung nach jeder Epoche. Länger, solange andere Programme rechnen. Höchstens %5 Speicher.</numerusform>
            <numerusform>Etwa %1 insgesamt: %2 zum Vorbereiten der Fälle, %3 je Epoche, %4 je Validierung nach je %n Epochen. Länger, solange andere Programme rechnen. Höchstens %5 Speicher.</numerusform>
        </translation>
    </message>
    <message>
        <source>Most of the time it waits for patches.</source>
        <translation>Die meiste Zeit wartet es auf Ausschnitte.</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
</context>
<context>
    <name>valvista::ui::SegmentActions</name>
    <message>
        <source>&amp;Segment with this model</source>
        <translation>Mit diesem Modell &amp;segmentieren</translation>
    </message>
    <message>
        <source>Labels of the open CT from the model of the step Segment, as a new version</source>
        <translation>Labels des geöffneten CT aus dem Modell des Schritts Segmente, als neue Version</translation>
    </message>
    <message>
        <source>&amp;Install model…</source>
        <translation>Modell &amp;installieren…</translation>
    </message>
    <message>
        <source>Copies a folder with manifest.json and model.safetensors to the installed models</source>
        <translation>Kopiert einen Ordner mit manifest.json und model.safetensors zu den installierten Modellen</translation>
    </message>
    <message>
        <source>Compare with the version &amp;before</source>
        <translation>Mit &amp;voriger Version vergleichen</translation>
    </message>
    <message>
        <source>How the labels shown agree with those that the case had before</source>
        <translation>Übereinstimmung der gezeigten Labels mit den vorigen des Falls</translation>
    </message>
    <message>
        <source>Install model</source>
        <translation>Modell installieren</translation>
    </message>
</context>
<context>
    <name>valvista::ui::SegmentPanel</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Recheneinheit</translation>
    </message>
    <message>
        <source>Version of the labels</source>
        <translation>Version der Labels</translation>
    </message>
    <message>
        <source>No model is installed. Install one from its folder (manifest.json and model.safetensors), or open labels: a label map, or the folder of masks that TotalSegmentator writes. The demo case has labels.</source>
        <translation>Kein Modell ist installiert. Eines aus seinem Ordner installieren (manifest.json und model.safetensors) oder Labels öffnen: eine Labelkarte oder den Ordner mit Masken, den TotalSegmentator schreibt. Der Demofall hat Labels.</translation>
    </message>
    <message>
        <source>Memory limit</source>
        <translation>Speichergrenze</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Model:</source>
        <translation>Modell:</translation>
    </message>
    <message>
        <source>Device:</source>
        <translation>Recheneinheit:</translation>
    </message>
    <message>
        <source>Memory limit:</source>
        <translation>Speichergrenze:</translation>
    </message>
    <message>
        <source>Labels:</source>
        <translation>Labels:</translation>
    </message>
    <message>
        <source>%1 (damaged)</source>
        <translation>%1 (beschädigt)</translation>
    </message>
    <message>
        <source>This model cannot be used: %1.</source>
        <translation>Dieses Modell ist nicht verwendbar: %1.</translation>
    </message>
    <message>
        <source>the fastest</source>
        <translation>die schnellste</translation>
    </message>
    <message>
        <source>Segmenting. The labels shown stay until the new ones are whole.</source>
        <translation>Segmentierung läuft. Die gezeigten Labels bleiben, bis die neuen vollständig sind.</translation>
    </message>
    <message>
        <source>A CT must be opened first.</source>
        <translation>Zuerst ist ein CT zu öffnen.</translation>
    </message>
    <message>
        <source>Finding out what it will take …</source>
        <translation>Aufwand wird abgeschätzt …</translation>
    </message>
</context>
<context>
    <name>valvista::ui::Segmentation</name>
    <message>
        <source>The installed models cannot be listed</source>
        <translation>Die installierten Modelle sind nicht lesbar</translation>
    </message>
    <message>
        <source>Installing the model</source>
        <translation>Modell installieren</translation>
    </message>
    <message>
        <source>The model was not installed</source>
        <translation>Das Modell wurde nicht installiert</translation>
    </message>
    <message>
        <source>The scan was not segmented</source>
        <translation>Das CT wurde nicht segmentiert</translation>
    </message>
</context>
<context>
    <name>valvista::ui::SettingsDialog</name>
    <message>
        <source> HU</source>
        <translation> HU</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>Window width</source>
        <translation>Fensterbreite</translation>
    </message>
    <message>
        <source>Window level</source>
        <translation>Fensterlage</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>&amp;Allgemein</translation>
    </message>
    <message>
        <source>&amp;Views</source>
        <translation>A&amp;nsichten</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>&amp;Sprache:</translation>
    </message>
    <message>
        <source>Another language is used from the next start.</source>
        <translation>Eine andere Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>L&amp;ook:</source>
        <translation>A&amp;ussehen:</translation>
    </message>
    <message>
        <source>The images stay on a dark ground in both.</source>
        <translation>Die Bilder bleiben in beiden auf dunklem Grund.</translation>
    </message>
    <message>
        <source>Window &amp;width:</source>
        <translation>Fenster&amp;breite:</translation>
    </message>
    <message>
        <source>Window &amp;level:</source>
        <translation>Fenster&amp;lage:</translation>
    </message>
    <message>
        <source>A case that is opened starts with this window and level.</source>
        <translation>Ein geöffneter Fall beginnt mit diesem Fenster.</translation>
    </message>
    <message>
        <source>&amp;Mouse as in:</source>
        <translation>&amp;Maus wie in:</translation>
    </message>
    <message>
        <source>The sheet of keys (F1) lists what each button does.</source>
        <translation>Die Tastenübersicht (F1) nennt, was jede Maustaste bewirkt.</translation>
    </message>
    <message>
        <source>Command that starts the worker</source>
        <translation>Befehl, der das Rechenprogramm startet</translation>
    </message>
    <message>
        <source>&amp;Worker:</source>
        <translation>&amp;Rechenprogramm:</translation>
    </message>
    <message>
        <source>The command that segments, for example &quot;ssh gpu valvista-worker&quot;. Empty: the program that came with this one.</source>
        <translation>Der Befehl, der segmentiert, zum Beispiel „ssh gpu valvista-worker“. Leer: das mitgelieferte Programm.</translation>
    </message>
</context>
<context>
    <name>valvista::ui::StartPage</name>
    <message>
        <source>Drop a CT here</source>
        <translation>CT hierher ziehen</translation>
    </message>
    <message>
        <source>A DICOM folder or a volume file, together with its labels or alone.</source>
        <translation>Ein DICOM-Ordner oder eine Volumendatei, mit den Labels zusammen oder allein.</translation>
    </message>
    <message>
        <source>New here? The tour opens the demo case and shows where things are.</source>
        <translation>Neu hier? Der Rundgang öffnet den Demofall und zeigt, wo was zu finden ist.</translation>
    </message>
</context>
<context>
    <name>valvista::ui::StepPanel</name>
    <message>
        <source>Findings of this step</source>
        <translation>Befunde dieses Schritts</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Nothing to show before a case is open.</source>
        <translation>Ohne geöffneten Fall gibt es nichts zu zeigen.</translation>
    </message>
    <message>
        <source>No findings</source>
        <translation>Keine Befunde</translation>
    </message>
</context>
<context>
    <name>valvista::ui::StepRail</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Step %1, %2, %3</source>
        <translation>Schritt %1, %2, %3</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n open finding(s)</source>
        <translation>
            <numerusform>%1, %n offener Befund</numerusform>
            <numerusform>%1, %n offene Befunde</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>valvista::ui::ToolActions</name>
    <message>
        <source>&amp;Navigate</source>
        <translation>&amp;Navigieren</translation>
    </message>
    <message>
        <source>The mouse moves through the scan; gives up a tool</source>
        <translation>Die Maus bewegt sich durch das CT; legt ein Werkzeug weg</translation>
    </message>
    <message>
        <source>&amp;Ruler</source>
        <translation>&amp;Lineal</translation>
    </message>
    <message>
        <source>Distance between two points: two clicks, or a drag</source>
        <translation>Abstand zweier Punkte: zwei Klicks oder ziehen</translation>
    </message>
    <message>
        <source>&amp;Angle</source>
        <translation>&amp;Winkel</translation>
    </message>
    <message>
        <source>Angle between two arms: three clicks, the second is the vertex</source>
        <translation>Winkel zwischen zwei Schenkeln: drei Klicks, der zweite ist der Scheitel</translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation>&amp;Polygon</translation>
    </message>
    <message>
        <source>Area and perimeter: one click for each corner; a double click closes it</source>
        <translation>Fläche und Umfang: ein Klick je Ecke; Doppelklick schließt</translation>
    </message>
    <message>
        <source>&amp;Landmark</source>
        <translation>Land&amp;marke</translation>
    </message>
    <message>
        <source>A named point: one click</source>
        <translation>Ein benannter Punkt: ein Klick</translation>
    </message>
    <message>
        <source>&amp;Delete annotation</source>
        <translation>Markierung lö&amp;schen</translation>
    </message>
    <message>
        <source>Delete what is selected</source>
        <translation>Ausgewähltes löschen</translation>
    </message>
    <message>
        <source>Re&amp;name annotation…</source>
        <translation>Markierung &amp;umbenennen…</translation>
    </message>
    <message>
        <source>Give a name to what is selected</source>
        <translation>Ausgewähltes benennen</translation>
    </message>
    <message>
        <source>Show annulus and root &amp;handles</source>
        <translation>&amp;Griffe an Annulus und Wurzel zeigen</translation>
    </message>
    <message>
        <source>Hinge points, annulus plane and end of the root, to be dragged</source>
        <translation>Nadirpunkte, Annulusebene und Wurzelende zum Ziehen</translation>
    </message>
    <message>
        <source>Show annotati&amp;ons</source>
        <translation>Mark&amp;ierungen zeigen</translation>
    </message>
    <message>
        <source>Rulers, angles, polygons, landmarks</source>
        <translation>Lineale, Winkel, Polygone, Landmarken</translation>
    </message>
    <message>
        <source>Shows the points that the centreline goes through, to be dragged</source>
        <translation>Zeigt die Punkte der Mittellinie zum Ziehen</translation>
    </message>
    <message>
        <source>Edit centreline of the aorta</source>
        <translation>Mittellinie der Aorta korrigieren</translation>
    </message>
    <message>
        <source>Edit centreline of the left iliac artery</source>
        <translation>Mittellinie der Beckenarterie links korrigieren</translation>
    </message>
    <message>
        <source>Edit centreline of the right iliac artery</source>
        <translation>Mittellinie der Beckenarterie rechts korrigieren</translation>
    </message>
</context>
<context>
    <name>valvista::ui::Tour</name>
    <message>
        <source>End tour</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>valvista::ui::TrainingActions</name>
    <message>
        <source>&amp;Train a model…</source>
        <translation>Modell &amp;trainieren …</translation>
    </message>
    <message>
        <source>Trains a network on a dataset, follows trainings and installs what comes of them</source>
        <translation>Trainiert ein Netz mit einem Datensatz, verfolgt Trainings und installiert, was dabei herauskommt</translation>
    </message>
    <message>
        <source>The model was installed</source>
        <translation>Das Modell wurde installiert</translation>
    </message>
</context>
<context>
    <name>valvista::ui::TrainingPlan</name>
    <message>
        <source>Looking at the dataset</source>
        <translation>Datensatz wird angesehen</translation>
    </message>
    <message>
        <source>Trying the training</source>
        <translation>Training wird ausprobiert</translation>
    </message>
    <message>
        <source>A dataset must be chosen first.</source>
        <translation>Zuerst muss ein Datensatz gewählt werden.</translation>
    </message>
    <message>
        <source>The dataset has errors. The page Data lists them.</source>
        <translation>Der Datensatz hat Fehler. Die Seite Daten führt sie auf.</translation>
    </message>
    <message>
        <source>The missing structures are still being derived.</source>
        <translation>Die fehlenden Strukturen werden noch abgeleitet.</translation>
    </message>
    <message>
        <source>The dataset is still being checked.</source>
        <translation>Der Datensatz wird noch geprüft.</translation>
    </message>
    <message>
        <source>The dataset was not checked to its end.</source>
        <translation>Der Datensatz wurde nicht zu Ende geprüft.</translation>
    </message>
    <message>
        <source>No structure is chosen.</source>
        <translation>Keine Struktur ist gewählt.</translation>
    </message>
    <message>
        <source>The model has no name.</source>
        <translation>Das Modell hat keinen Namen.</translation>
    </message>
</context>
<context>
    <name>valvista::ui::TrainingResult</name>
    <message>
        <source>worse</source>
        <translation>schlechter</translation>
    </message>
    <message>
        <source>Installing the model</source>
        <translation>Modell wird installiert</translation>
    </message>
    <message>
        <source>The model was not installed</source>
        <translation>Das Modell wurde nicht installiert</translation>
    </message>
    <message>
        <source>The model&apos;s labels of this case cannot be shown</source>
        <translation>Die Labels des Modells für diesen Fall können nicht gezeigt werden</translation>
    </message>
</context>
<context>
    <name>valvista::ui::TrainingWindow</name>
    <message>
        <source>Train a model</source>
        <translation>Modell trainieren</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Start training</source>
        <translation>Training &amp;starten</translation>
    </message>
    <message>
        <source>Try &amp;it</source>
        <translation>A&amp;usprobieren</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>Fort&amp;setzen</translation>
    </message>
    <message>
        <source>&amp;Stop early…</source>
        <translation>Vorzeitig &amp;beenden …</translation>
    </message>
    <message>
        <source>&amp;Compare and install…</source>
        <translation>&amp;Vergleichen und installieren …</translation>
    </message>
    <message>
        <source>&amp;Install the model</source>
        <translation>Modell &amp;installieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Structures and patients</source>
        <translation>Strukturen und Patienten</translation>
    </message>
    <message>
        <source>Model and loss</source>
        <translation>Modell und Loss</translation>
    </message>
    <message>
        <source>Schedule and hardware</source>
        <translation>Ablauf und Hardware</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Step %1 of 5</source>
        <translation>Schritt %1 von 5</translation>
    </message>
    <message>
        <source>Stop trying</source>
        <translation>Versuch abbrechen</translation>
    </message>
    <message>
        <source>Folder of the dataset</source>
        <translation>Ordner des Datensatzes</translation>
    </message>
    <message>
        <source>Stop the training early</source>
        <translation>Training vorzeitig beenden</translation>
    </message>
    <message>
        <source>The best model so far is kept, and the training can be resumed later unless it is still preparing the dataset.</source>
        <translation>Das bisher beste Modell bleibt, und das Training kann später fortgesetzt werden, außer es bereitet noch den Datensatz vor.</translation>
    </message>
    <message>
        <source>&amp;Stop it</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Let it run</source>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
</context>
<context>
    <name>valvista::ui::Trainings</name>
    <message>
        <source>The trainings cannot be read</source>
        <translation>Die Trainings können nicht gelesen werden</translation>
    </message>
    <message>
        <source>The training was not started</source>
        <translation>Das Training wurde nicht gestartet</translation>
    </message>
    <message>
        <source>The training was not resumed</source>
        <translation>Das Training wurde nicht fortgesetzt</translation>
    </message>
    <message>
        <source>The training cannot be told</source>
        <translation>Dem Training kann nichts mitgeteilt werden</translation>
    </message>
</context>
<context>
    <name>valvista::ui::ViewActions</name>
    <message>
        <source>Use this window as &amp;default</source>
        <translation>Dieses Fenster als &amp;Standard</translation>
    </message>
    <message>
        <source>&amp;Reset window</source>
        <translation>Fenster &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Four views</source>
        <translation>&amp;Vier Ansichten</translation>
    </message>
    <message>
        <source>Axial, coronal, sagittal and 3D</source>
        <translation>Axial, koronar, sagittal und 3D</translation>
    </message>
    <message>
        <source>&amp;One and three</source>
        <translation>&amp;Eine und drei</translation>
    </message>
    <message>
        <source>The axial view large, the others beside it</source>
        <translation>Axiale Ansicht groß, die anderen daneben</translation>
    </message>
    <message>
        <source>&amp;Root</source>
        <translation>&amp;Wurzel</translation>
    </message>
    <message>
        <source>The annulus plane large, its two perpendicular planes and 3D beside it</source>
        <translation>Annulusebene groß, die zwei senkrechten Ebenen und 3D daneben</translation>
    </message>
    <message>
        <source>&amp;Access</source>
        <translation>&amp;Zugang</translation>
    </message>
    <message>
        <source>The reformat of a vessel large, its cross section and 3D beside it</source>
        <translation>Gefäßreformat groß, Querschnitt und 3D daneben</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>Ver&amp;gleich</translation>
    </message>
    <message>
        <source>Labels A, labels B, their difference and 3D</source>
        <translation>Labels A, Labels B, ihre Differenz und 3D</translation>
    </message>
    <message>
        <source>&amp;Maximise view</source>
        <translation>Ansicht &amp;maximieren</translation>
    </message>
    <message>
        <source>One view alone, and back</source>
        <translation>Eine Ansicht allein, und zurück</translation>
    </message>
    <message>
        <source>&amp;Next slice</source>
        <translation>&amp;Nächste Schicht</translation>
    </message>
    <message>
        <source>Away from the viewer; turns 3D up</source>
        <translation>Vom Betrachter weg; dreht 3D nach oben</translation>
    </message>
    <message>
        <source>&amp;Previous slice</source>
        <translation>&amp;Vorige Schicht</translation>
    </message>
    <message>
        <source>Towards the viewer; turns 3D down</source>
        <translation>Zum Betrachter hin; dreht 3D nach unten</translation>
    </message>
    <message>
        <source>Turn &amp;right</source>
        <translation>Nach &amp;rechts drehen</translation>
    </message>
    <message>
        <source>Turns 3D and the cut along a vessel; next slice</source>
        <translation>Dreht 3D und den Schnitt entlang eines Gefäßes; nächste Schicht</translation>
    </message>
    <message>
        <source>Turn &amp;left</source>
        <translation>Nach &amp;links drehen</translation>
    </message>
    <message>
        <source>Turns 3D and the cut along a vessel; previous slice</source>
        <translation>Dreht 3D und den Schnitt entlang eines Gefäßes; vorige Schicht</translation>
    </message>
    <message>
        <source>Ten slices on</source>
        <translation>Zehn Schichten vor</translation>
    </message>
    <message>
        <source>Ten slices back</source>
        <translation>Zehn Schichten zurück</translation>
    </message>
    <message>
        <source>First slice</source>
        <translation>Erste Schicht</translation>
    </message>
    <message>
        <source>Last slice</source>
        <translation>Letzte Schicht</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>&amp;Whole scan</source>
        <translation>&amp;Ganzes CT</translation>
    </message>
    <message>
        <source>Zoom and pan that show everything</source>
        <translation>Ausschnitt, der alles zeigt</translation>
    </message>
    <message>
        <source>Snap to the &amp;annulus</source>
        <translation>Auf &amp;Annulus ausrichten</translation>
    </message>
    <message>
        <source>The axial view onto the annulus plane</source>
        <translation>Axiale Ansicht in die Annulusebene</translation>
    </message>
    <message>
        <source>Snap to the &amp;centreline</source>
        <translation>Auf &amp;Mittellinie ausrichten</translation>
    </message>
    <message>
        <source>The axial view perpendicular to the vessel nearest to the crosshair</source>
        <translation>Axiale Ansicht senkrecht zum Gefäß am Fadenkreuz</translation>
    </message>
    <message>
        <source>S&amp;traighten</source>
        <translation>Aufrich&amp;ten</translation>
    </message>
    <message>
        <source>Back to axial, coronal and sagittal</source>
        <translation>Zurück zu axial, koronar und sagittal</translation>
    </message>
    <message>
        <source>Thin slices</source>
        <translation>Dünne Schichten</translation>
    </message>
    <message>
        <source>One sample for each pixel</source>
        <translation>Ein Abtastwert je Pixel</translation>
    </message>
    <message>
        <source>Slab: brightest (MIP)</source>
        <translation>Slab: hellster Wert (MIP)</translation>
    </message>
    <message>
        <source>The brightest through the slab</source>
        <translation>Der hellste Wert durch den Slab</translation>
    </message>
    <message>
        <source>Slab: darkest (MinIP)</source>
        <translation>Slab: dunkelster Wert (MinIP)</translation>
    </message>
    <message>
        <source>The darkest through the slab</source>
        <translation>Der dunkelste Wert durch den Slab</translation>
    </message>
    <message>
        <source>Slab: mean</source>
        <translation>Slab: Mittel</translation>
    </message>
    <message>
        <source>The mean through the slab</source>
        <translation>Das Mittel durch den Slab</translation>
    </message>
    <message>
        <source>Thicker slab</source>
        <translation>Slab dicker</translation>
    </message>
    <message>
        <source>Thinner slab</source>
        <translation>Slab dünner</translation>
    </message>
    <message>
        <source>Next &amp;vessel</source>
        <translation>Nächstes Ge&amp;fäß</translation>
    </message>
    <message>
        <source>The next vessel in the reformat</source>
        <translation>Das nächste Gefäß im Reformat</translation>
    </message>
    <message>
        <source>Cur&amp;ved reformat</source>
        <translation>&amp;Gekrümmtes Reformat</translation>
    </message>
    <message>
        <source>The vessel in the reformat keeps its course instead of being stretched</source>
        <translation>Das Gefäß behält im Reformat seinen Verlauf, statt gestreckt zu werden</translation>
    </message>
    <message>
        <source>%1  (%2 / %3 HU)</source>
        <translation>%1  (%2 / %3 HU)</translation>
    </message>
    <message>
        <source>Back to your default window and level</source>
        <translation>Zurück zum eigenen Standardfenster</translation>
    </message>
    <message>
        <source>New cases open with this window and level</source>
        <translation>Neue Fälle öffnen mit diesem Fenster</translation>
    </message>
    <message>
        <source>Show la&amp;bels</source>
        <translation>La&amp;bels zeigen</translation>
    </message>
    <message>
        <source>Labels over the CT, or the CT alone</source>
        <translation>Labels über dem CT oder das CT allein</translation>
    </message>
    <message>
        <source>Label opacity %1 %</source>
        <translation>Label-Deckkraft %1 %</translation>
    </message>
</context>
<context>
    <name>valvista::ui::VolumeActions</name>
    <message>
        <source>What 3D shows of the CT</source>
        <translation>Was 3D vom CT zeigt</translation>
    </message>
    <message>
        <source>3D: labels alo&amp;ne</source>
        <translation>3D: nur Labe&amp;ls</translation>
    </message>
    <message>
        <source>3D: &amp;cardiac CTA</source>
        <translation>3D: &amp;Herz-CTA</translation>
    </message>
    <message>
        <source>3D: &amp;bone and vessel</source>
        <translation>3D: &amp;Knochen und Gefäße</translation>
    </message>
    <message>
        <source>3D: c&amp;alcium</source>
        <translation>3D: K&amp;alk</translation>
    </message>
    <message>
        <source>3D: c&amp;ut at the annulus plane</source>
        <translation>3D: &amp;Schnitt an der Annulusebene</translation>
    </message>
    <message>
        <source>Cuts the ventricle away: the root is seen open from below</source>
        <translation>Schneidet den Ventrikel weg: Blick von unten in die offene Wurzel</translation>
    </message>
    <message>
        <source>Keeps the ventricle instead of the aorta</source>
        <translation>Behält den Ventrikel statt der Aorta</translation>
    </message>
    <message>
        <source>3D: label &amp;surfaces</source>
        <translation>3D: Label&amp;oberflächen</translation>
    </message>
    <message>
        <source>Shows the labels in 3D</source>
        <translation>Zeigt die Labels in 3D</translation>
    </message>
    <message>
        <source>3D: na&amp;mes of the labels</source>
        <translation>3D: Na&amp;men der Labels</translation>
    </message>
    <message>
        <source>Shows in 3D which colour is which label</source>
        <translation>Zeigt in 3D, welche Farbe welches Label ist</translation>
    </message>
    <message>
        <source>3D: keep the other side of the c&amp;ut</source>
        <translation>3D: &amp;andere Seite des Schnitts behalten</translation>
    </message>
</context>
<context>
    <name>valvista::ui::WorkflowActions</name>
    <message>
        <source>Step &amp;%1: %2</source>
        <translation>Schritt &amp;%1: %2</translation>
    </message>
    <message>
        <source>Show the page of this step and the views that fit it</source>
        <translation>Seite dieses Schritts und die passenden Ansichten zeigen</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Zeigen: %1</translation>
    </message>
    <message>
        <source>The vessel that the access layout shows</source>
        <translation>Das Gefäß der Anordnung Zugang</translation>
    </message>
    <message>
        <source>Forget what was changed by hand here; Undo brings it back</source>
        <translation>Verwirft die Korrekturen hier; Rückgängig holt sie zurück</translation>
    </message>
</context>
<context>
    <name>valvista::viewer::LinkedViews</name>
    <message>
        <source>Axial, labels B</source>
        <translation>Axial, Labels B</translation>
    </message>
    <message>
        <source>Axial, difference of the labels</source>
        <translation>Axial, Differenz der Labels</translation>
    </message>
</context>
<context>
    <name>valvista::viewer::ReformatView</name>
    <message>
        <source>Along a vessel</source>
        <translation>Entlang eines Gefäßes</translation>
    </message>
    <message>
        <source>No vessel with a centreline</source>
        <translation>Kein Gefäß mit Mittellinie</translation>
    </message>
    <message>
        <source>Cursor</source>
        <translation>Zeiger</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>Fadenkreuz</translation>
    </message>
    <message>
        <source>%1 HU</source>
        <translation>%1 HU</translation>
    </message>
    <message>
        <source>no HU</source>
        <translation>keine HU</translation>
    </message>
    <message>
        <source>Stretched</source>
        <translation>Gestreckt</translation>
    </message>
    <message>
        <source>Curved</source>
        <translation>Gekrümmt</translation>
    </message>
    <message>
        <source>%1 of %2 mm along</source>
        <translation>%1 von %2 mm</translation>
    </message>
    <message>
        <source>Diameter %1 mm</source>
        <translation>Durchmesser %1 mm</translation>
    </message>
    <message>
        <source>Diameter not measured</source>
        <translation>Durchmesser nicht gemessen</translation>
    </message>
    <message>
        <source>W %1  L %2</source>
        <translation>W %1  L %2</translation>
    </message>
    <message>
        <source>Turned %1°</source>
        <translation>Gedreht %1°</translation>
    </message>
</context>
<context>
    <name>valvista::viewer::SurfaceNotes</name>
    <message>
        <source>Pale shell: labels B</source>
        <translation>Blasse Hülle: Labels B</translation>
    </message>
    <message>
        <source>3D</source>
        <translation>3D</translation>
    </message>
</context>
<context>
    <name>valvista::viewer::SurfaceView</name>
    <message>
        <source>3D view</source>
        <translation>3D-Ansicht</translation>
    </message>
    <message>
        <source>No 3D here: this screen offers no OpenGL 3.2 through X11 (GLX). Slices and measurements do not need it.</source>
        <translation>Kein 3D: Dieser Bildschirm bietet kein OpenGL 3.2 über X11 (GLX). Schichten und Maße brauchen es nicht.</translation>
    </message>
    <message>
        <source>No labels to show in 3D</source>
        <translation>Keine Labels für 3D</translation>
    </message>
    <message>
        <source>Preparing the CT for 3D</source>
        <translation>CT für 3D vorbereiten</translation>
    </message>
</context>
</TS>
